using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Idempotency;

/// <summary>Answers kept by the caller's own key, so that a request sent twice is worked on once.</summary>
/// <remarks>
/// A key is claimed by a conditional insert and completed by an update of that very version. Whoever dies in between is
/// relieved once the claim has run out, by one of those who come after it.
/// </remarks>
public sealed class IdempotencyStore(
    TableAccounts accounts, AnswerBlobs blobs, TimeProvider clock, IOptionsMonitor<IdempotencyOptions> options)
{
    /// <summary>The largest body, in bytes, that is kept in the row; a larger one lies in a blob.</summary>
    public const int LargestInRow = 32 * 1024;

    private const int KeysKept = 20_000;

    private readonly KnownKeys _known = new(KeysKept);

    /// <summary>Claims the key. One request when it is new or was met by this instance before, else two.</summary>
    /// <param name="scope">What the key is unique within: the route, <c>orders</c>.</param>
    /// <param name="fingerprint">From <see cref="RequestFingerprint"/>.</param>
    /// <param name="owner">Unique to this call; a fresh GUID.</param>
    public async Task<IdempotencyBegin> TryBeginAsync(
        string tenant, string scope, string key, string fingerprint, string owner, CancellationToken cancellation)
    {
        var expiresAt = clock.GetUtcNow() + options.CurrentValue.ClaimHolds;
        var row = IdempotencyRows.Pending(
            IdempotencyRows.Partition(tenant, scope, key), IdempotencyRows.Row(key), owner, fingerprint, expiresAt);
        if (_known.Knows(row.PartitionKey, row.RowKey))
        {
            return await MeetAsync(row, cancellation) ?? await ClaimAsync(row, cancellation);
        }

        _known.Add(row.PartitionKey, row.RowKey);
        return await ClaimAsync(row, cancellation);
    }

    private async Task<IdempotencyBegin> ClaimAsync(TableEntity row, CancellationToken cancellation)
    {
        try
        {
            var response = await Table(row.PartitionKey)
                .WriteAsync((table, stop) => table.AddEntityAsync(row, stop), cancellation);
            return Begun(row, response.Headers.ETag);
        }
        catch (RequestFailedException e) when (e is { Status: 409, ErrorCode: "EntityAlreadyExists" })
        {
            // Released just now: come again at once.
            return await MeetAsync(row, cancellation) ?? StillRunning(TimeSpan.Zero);
        }
    }

    /// <summary>Keeps the answer. One request; a large body costs one more, before it.</summary>
    /// <returns>False when another had taken the key over, because this one ran longer than its claim held, or when the
    /// body is large and there is no blob account: then the key is free again once its claim runs out.</returns>
    public async Task<bool> CompleteAsync(
        IdempotencyTicket ticket, StoredAnswer answer, CancellationToken cancellation)
    {
        var at = clock.GetUtcNow();
        var blob = answer.Body.Length > LargestInRow ? AnswerBlobs.Name(ticket, at) : null;
        if (blob is not null && !blobs.HasAccount) return false;
        // Blob first: a row that names one can be answered from.
        if (blob is not null) await blobs.KeepAsync(blob, BinaryData.FromBytes(answer.Body).ToStream(), cancellation);
        try
        {
            await Table(ticket.Partition).UpdateEntityAsync(
                IdempotencyRows.Completed(ticket, answer, at, blob), ticket.Version, TableUpdateMode.Replace, cancellation);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return await IsCompletedByAsync(ticket, cancellation);
        }
    }

    /// <summary>
    /// Gives the key up unanswered, so that the next request with it starts anew (storage or provider away).
    /// </summary>
    public async Task ReleaseAsync(IdempotencyTicket ticket, CancellationToken cancellation)
    {
        _known.Remove(ticket.Partition, ticket.Row);
        try
        {
            await Table(ticket.Partition).DeleteEntityAsync(ticket.Partition, ticket.Row, ticket.Version, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return; // Released before, or no longer ours to release.
        }
    }

    /// <summary>By whom the key is taken, and how far they got, is one read. Null: by nobody.</summary>
    private async Task<IdempotencyBegin?> MeetAsync(TableEntity ours, CancellationToken cancellation)
    {
        var read = await Table(ours.PartitionKey).GetEntityIfExistsAsync<TableEntity>(
            ours.PartitionKey, ours.RowKey, cancellationToken: cancellation);
        if (!read.HasValue) return null;
        var theirs = read.Value!;
        if (IdempotencyRows.IsPast(theirs, clock.GetUtcNow() - options.CurrentValue.Keeps))
            return await TakeOverAsync(ours, theirs.ETag, cancellation);
        if (theirs.Text("Fingerprint") != ours.Text("Fingerprint")) return new(IdempotencyOutcome.OtherRequest);
        if (IdempotencyRows.IsCompleted(theirs)) return await ReplayAsync(ours, theirs, cancellation);
        // The insert was ours after all, and its response was lost on the way.
        if (theirs.Text("Owner") == ours.Text("Owner")) return Begun(ours, theirs.ETag);
        var left = theirs.Time("ExpiresAt") - clock.GetUtcNow();
        return left > TimeSpan.Zero ? StillRunning(left) : await TakeOverAsync(ours, theirs.ETag, cancellation);
    }

    private async Task<IdempotencyBegin> ReplayAsync(TableEntity ours, TableEntity theirs, CancellationToken cancellation)
    {
        if (IdempotencyRows.BodyBlob(theirs) is not { } blob) return Replay(IdempotencyRows.Answer(theirs));
        return await blobs.ReadAsync(blob, cancellation) is { } body
            ? Replay(IdempotencyRows.Answer(theirs, body))
            : await TakeOverAsync(ours, theirs.ETag, cancellation); // Cleaned up just now: the key is as good as new.
    }

    private static IdempotencyBegin Replay(StoredAnswer answer) => new(IdempotencyOutcome.Replay, Answer: answer);

    private async Task<IdempotencyBegin> TakeOverAsync(TableEntity ours, ETag theirs, CancellationToken cancellation)
    {
        try
        {
            var response = await Table(ours.PartitionKey)
                .UpdateEntityAsync(ours, theirs, TableUpdateMode.Replace, cancellation);
            return Begun(ours, response.Headers.ETag);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Another was quicker, or our own update's response was lost on the way.
            var read = await Table(ours.PartitionKey).GetEntityIfExistsAsync<TableEntity>(
                ours.PartitionKey, ours.RowKey, ["Owner"], cancellation);
            var isOurs = read.HasValue && read.Value!.Text("Owner") == ours.Text("Owner");
            return isOurs ? Begun(ours, read.Value!.ETag) : StillRunning(options.CurrentValue.RetryAfter);
        }
    }

    private async Task<bool> IsCompletedByAsync(IdempotencyTicket ticket, CancellationToken cancellation)
    {
        var read = await Table(ticket.Partition).GetEntityIfExistsAsync<TableEntity>(
            ticket.Partition, ticket.Row, ["Owner", "CompletedAt"], cancellation);
        return read.HasValue && IdempotencyRows.IsCompleted(read.Value!) && read.Value!.Text("Owner") == ticket.Owner;
    }

    private IdempotencyBegin StillRunning(TimeSpan left)
    {
        var most = options.CurrentValue.RetryAfter;
        return new(IdempotencyOutcome.StillRunning, RetryAfter: left < most ? left : most);
    }

    private static IdempotencyBegin Begun(TableEntity row, ETag? version) => new(
        IdempotencyOutcome.Begun,
        new(row.PartitionKey, row.RowKey, row.Text("Owner"), row.Text("Fingerprint"),
            version ?? throw new InvalidDataException("The store answered a write without an ETag.")));

    private TableClient Table(string partition) => accounts.Holding(TableNames.Idempotency, partition);
}
