using Azure.Data.Tables;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo;

/// <summary>What only a look into the storage or the log can show.</summary>
internal static class StorageSteps
{
    private static readonly string[] AlarmWords =
        ["\"level\":\"Warning\"", "\"level\":\"Error\"", "\"level\":\"Critical\""];

    /// <summary>The orders' follow-up has run: each stands in the day index.</summary>
    public static async Task ExpectFollowedUpAsync(
        this SandboxWorld world, IReadOnlyCollection<string> orders, CancellationToken cancellation) =>
        await OrderSteps.UntilAsync(
            "every paid order in the ledger's day index",
            () => MissingInDayIndexAsync(world, orders, cancellation),
            missing => missing.Length == 0,
            missing => $"{missing.Length} missing: {string.Join(", ", missing.Take(3))}",
            cancellation);

    /// <summary>The refunds' follow-up has run: each order's second movement stands in the day index.</summary>
    public static async Task ExpectRefundsFollowedUpAsync(
        this SandboxWorld world, IReadOnlyCollection<string> orders, CancellationToken cancellation) =>
        await OrderSteps.UntilAsync(
            "every refund in the ledger's day index",
            () => MissingInDayIndexAsync(world, [.. orders.Select(order => $"{order}|000002")], cancellation),
            missing => missing.Length == 0,
            missing => $"{missing.Length} missing: {string.Join(", ", missing.Take(3))}",
            cancellation);

    /// <summary>
    /// One evidence row for the notification, and it still tells the move that the first delivery made.
    /// </summary>
    public static async Task ExpectOneEvidenceAsync(
        this SandboxWorld world, string noticeId, string from, string to, CancellationToken cancellation)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in world.Tables.GetTableClient("Orders")
            .QueryAsync<TableEntity>(filter: (string?)null, cancellationToken: cancellation))
        {
            if (row.RowKey.Contains(noticeId, StringComparison.Ordinal)) rows.Add(row);
        }

        Expect.Equal($"evidence rows of {noticeId}", 1, rows.Count);
        Expect.Equal("the move in that row", (from, to), (rows[0].GetString("From"), rows[0].GetString("To")));
    }

    /// <summary>The lines of the app's log so far that would wake somebody.</summary>
    public static string[] Alarms(this SandboxWorld world) =>
        [.. world.AppLog().Where(line => AlarmWords.Any(word => line.Contains(word, StringComparison.Ordinal)))];

    private static async Task<string[]> MissingInDayIndexAsync(
        SandboxWorld world, IReadOnlyCollection<string> orders, CancellationToken cancellation)
    {
        var indexed = new List<string>();
        await foreach (var row in world.Tables.GetTableClient("LedgerDays")
            .QueryAsync<TableEntity>(filter: (string?)null, cancellationToken: cancellation))
        {
            indexed.Add(row.RowKey);
        }

        return [.. orders.Where(orderId => !indexed.Exists(key => key.Contains(orderId, StringComparison.Ordinal)))];
    }
}
