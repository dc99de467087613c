using Azure;
using Azure.Data.Tables;
using PayFunctions.Core.Audit;
using PayFunctions.Core.Routing;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Infra.Routing;

/// <summary>
/// How the breakers stand, for all instances: a row a channel, and beside it a link of its chain for each change, written
/// together.
/// </summary>
public sealed class BreakerStore(TableAccounts accounts)
{
    public const string Row = "breaker";

    /// <summary>The name that a channel's chain hangs on.</summary>
    public static string ChainOf(string partition) => $"channel {partition}";

    /// <summary>A change of phase as its audit tells it.</summary>
    internal static AuditEntry Move(string channel, BreakerStanding from, BreakerStanding to, string by) => AuditMove.Entry(
        to.Since, by, "BreakerMoved", $"channel {channel}", from.Phase.ToString(), to.Phase.ToString(), to.Reason.ToString());

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
        AuditEntry[] moves = to.Phase == from.Standing.Phase ? [] : [Move(channel, from.Standing, to, by)];
        var (end, audit) = AuditEnd.Extend(ChainOf(partition), partition, from.Audit, moves);
        var now = end.Count == 0 ? null : end;
        var row = Write(partition, to, now);
        List<TableTransactionAction> actions =
        [
            from.Version == default
                ? new(TableTransactionActionType.Add, row)
                : new(TableTransactionActionType.UpdateReplace, row, from.Version),
            .. audit,
        ];
        try
        {
            var responses = await Table(partition).WriteAsync(
                (table, stop) => table.SubmitTransactionAsync(actions, stop), cancellation);
            return new(to, responses.Value[0].Headers.ETag ?? default) { Audit = now };
        }
        catch (TableTransactionFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return null;
        }
    }

    private static TableEntity Write(string partition, BreakerStanding standing, AuditHead? end)
    {
        var row = new TableEntity(partition, Row)
        {
            ["Phase"] = standing.Phase.ToString(),
            ["Since"] = standing.Since,
            ["Reason"] = standing.Reason.ToString(),
            ["ProbesWent"] = standing.ProbesWent,
        };
        AuditEnd.Write(row, end);
        return row;
    }

    private static StoredStanding Read(TableEntity row) => new(
        new(row.Word<BreakerPhase>("Phase"), row.Time("Since"), row.Word<BreakerReason>("Reason"), row.Count("ProbesWent")),
        row.ETag)
    {
        Audit = AuditEnd.Read(row),
    };

    private TableClient Table(string partition) => accounts.Holding(TableNames.Channels, partition);
}
