using Azure;
using Azure.Data.Tables;

namespace PayFunctions.Infra.Storage;

/// <summary>
/// Leases in the table <c>Locks</c>, by conditional insert: of all that ask at once, one gets it. What a crash left is
/// taken over once it has run out.
/// </summary>
/// <remarks>No fence: whoever works under it must be safe to run twice, for it may outlive its lease.</remarks>
public sealed class Leases(TableAccounts accounts, TimeProvider clock)
{
    private const string Row = "lock";

    /// <returns>Null: another has it. One request, three where one that has run out is taken over.</returns>
    public async Task<Lease?> TryTakeAsync(string name, string owner, TimeSpan holds, CancellationToken cancellation)
    {
        var row = Write(name, owner, clock.GetUtcNow() + holds);
        try
        {
            var response = await Table(row.PartitionKey).WriteAsync(
                (table, stop) => table.AddEntityAsync(row, stop), cancellation);
            return Held(name, row, response);
        }
        catch (RequestFailedException e) when (e is { Status: 409, ErrorCode: "EntityAlreadyExists" })
        {
            return await TakeOverAsync(name, row, cancellation);
        }
    }

    /// <summary>Gives it back; one that was lost meanwhile is another's, and stays.</summary>
    public async Task ReleaseAsync(Lease lease, CancellationToken cancellation)
    {
        var partition = TableKeys.Escape(lease.Name);
        try
        {
            await Table(partition).DeleteEntityAsync(partition, Row, lease.Version, cancellation);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return;
        }
    }

    private async Task<Lease?> TakeOverAsync(string name, TableEntity ours, CancellationToken cancellation)
    {
        var table = Table(ours.PartitionKey);
        var read = await table.GetEntityIfExistsAsync<TableEntity>(
            ours.PartitionKey, Row, cancellationToken: cancellation);
        if (!read.HasValue) return null; // Given back just now: there is a next time.
        var theirs = read.Value!;
        // The insert was ours after all, and its response was lost on the way.
        if (theirs.Text("Owner") == ours.Text("Owner"))
            return new(name, ours.Text("Owner"), theirs.ETag, theirs.Time("ExpiresAt"));
        if (theirs.Time("ExpiresAt") > clock.GetUtcNow()) return null;
        try
        {
            var response = await table.UpdateEntityAsync(ours, theirs.ETag, TableUpdateMode.Replace, cancellation);
            return Held(name, ours, response);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return null; // Another was quicker.
        }
    }

    private static TableEntity Write(string name, string owner, DateTimeOffset until) => new(TableKeys.Escape(name), Row)
    {
        ["Owner"] = owner,
        ["ExpiresAt"] = until,
    };

    private static Lease Held(string name, TableEntity row, Response response) => new(
        name, row.Text("Owner"),
        response.Headers.ETag ?? throw new InvalidDataException("The store answered a write without an ETag."),
        row.Time("ExpiresAt"));

    private TableClient Table(string partition) => accounts.Holding(TableNames.Locks, partition);
}
