using System.Globalization;
using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Routing;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Routing;

/// <summary>
/// How the breakers stand, for all instances: a row a channel, and beside it a row for each change, written together.
/// </summary>
public sealed class BreakerStore(TableAccounts accounts)
{
    private const string Row = "breaker";

    internal async Task<StoredStanding> ReadAsync(string channel, CancellationToken cancellation)
    {
        var partition = TableKeys.Escape(channel);
        var row = await Table(partition).GetEntityIfExistsAsync<TableEntity>(
            partition, Row, cancellationToken: cancellation);
        return row.HasValue ? Read(row.Value!) : StoredStanding.Fresh;
    }

    /// <returns>Null: another instance was quicker.</returns>
    internal async Task<StoredStanding?> MoveAsync(
        string channel, StoredStanding from, BreakerStanding to, string by, CancellationToken cancellation)
    {
        var partition = TableKeys.Escape(channel);
        var row = Write(partition, to);
        List<TableTransactionAction> actions =
        [
            from.Version == default
                ? new(TableTransactionActionType.Add, row)
                : new(TableTransactionActionType.UpdateReplace, row, from.Version),
        ];
        if (to.Phase != from.Standing.Phase)
            actions.Add(new(TableTransactionActionType.Add, Audit(partition, from.Standing, to, by)));
        try
        {
            var responses = await Table(partition).WriteAsync(
                (table, stop) => table.SubmitTransactionAsync(actions, stop), cancellation);
            return new(to, responses.Value[0].Headers.ETag ?? default);
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    private static TableEntity Write(string partition, BreakerStanding standing) => new(partition, Row)
    {
        ["Phase"] = standing.Phase.ToString(),
        ["Since"] = standing.Since,
        ["Reason"] = standing.Reason.ToString(),
        ["ProbesWent"] = standing.ProbesWent,
    };

    private static TableEntity Audit(string partition, BreakerStanding from, BreakerStanding to, string by) => new(
        partition, string.Create(CultureInfo.InvariantCulture, $"audit|{to.Since.UtcTicks:D19}|{to.Phase}"))
    {
        ["From"] = from.Phase.ToString(),
        ["To"] = to.Phase.ToString(),
        ["Reason"] = to.Reason.ToString(),
        ["At"] = to.Since,
        ["By"] = by,
    };

    private static StoredStanding Read(TableEntity row) => new(
        new(row.Word<BreakerPhase>("Phase"), row.Time("Since"), row.Word<BreakerReason>("Reason"), row.Count("ProbesWent")),
        row.ETag);

    private TableClient Table(string partition) => accounts.Holding(TableNames.Channels, partition);
}
