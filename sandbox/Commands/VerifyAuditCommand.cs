using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Sandbox.Commands;

/// <summary><c>verify-audit</c>: proves the audit's chains. 0 all hold, 1 one is broken or missing, 2 no storage named.</summary>
internal static class VerifyAuditCommand
{
    private const string Setting = "AzureWebJobsStorage";

    public static Command Create()
    {
        var storage = new Option<string[]>("--storage")
        {
            Description = $"Connection string or https address (then by identity) of each account, in the app's order; none: ${Setting}.",
            AllowMultipleArgumentsPerToken = true,
        };
        var order = new Option<string?>("--order") { Description = "One order: its id, or tenant/id." };
        var day = new Option<string?>("--day") { Description = "One day of the system's audit, yyyyMMdd (UTC)." };
        var command = new Command("verify-audit", "Proves the audit's chains, of all orders, reconciliations and days, and names each first broken link.")
        {
            storage, order, day,
        };
        command.SetAction((given, cancellation) =>
        {
            var accounts = given.GetValue(storage) is { Length: > 0 } named ? named : FromEnvironment();
            return RunAsync(accounts, given.GetValue(order), given.GetValue(day), Console.Out, cancellation);
        });
        return command;
    }

    public static async Task<int> RunAsync(
        IReadOnlyList<string> accounts, string? order, string? day, TextWriter say, CancellationToken cancellation)
    {
        if (accounts.Count == 0)
        {
            await say.WriteLineAsync($"No storage: --storage or {Setting} names it.");
            return 2;
        }

        var tables = new TableAccounts(Options.Create(
            new StorageOptions { Orders = [.. accounts], NetworkTimeout = TimeSpan.FromMinutes(1) }));
        var proof = new AuditProof(tables, new(tables, TimeProvider.System, NullLogger<SystemAudit>.Instance));
        var (chains, rows, broken) = (0, 0, 0);
        await foreach (var verdict in Verdicts(proof, order, day, cancellation))
        {
            (chains, rows) = (chains + 1, rows + verdict.Rows);
            if (verdict.Broken is not { } link) continue;
            broken++;
            await say.WriteLineAsync($"{verdict.Name}: broken at row {link.Sequence}: {link.What}");
        }

        var isMissing = chains == 0 && (order ?? day) is not null;
        await say.WriteLineAsync(isMissing
            ? $"There is no audit of {order ?? day}."
            : $"{chains} chains, {rows} rows: {(broken == 0 ? "all hold" : $"{broken} broken")}.");
        return broken == 0 && !isMissing ? 0 : 1;
    }

    private static IAsyncEnumerable<AuditVerdict> Verdicts(
        AuditProof proof, string? order, string? day, CancellationToken cancellation)
    {
        if (order is not null) return Listed(async () => await proof.OrderAsync(KeyOf(order), cancellation) is { } one ? [one] : []);
        if (day is not null) return Listed(() => proof.SystemAsync(day, cancellation));
        return proof.OrdersAsync(cancellation).Concat(proof.ReconciliationsAsync(cancellation))
            .Concat(Listed(() => proof.SystemAsync(null, cancellation)));
    }

    private static async IAsyncEnumerable<AuditVerdict> Listed(Func<Task<IReadOnlyList<AuditVerdict>>> read)
    {
        foreach (var verdict in await read()) yield return verdict;
    }

    private static OrderKey KeyOf(string order)
    {
        var slash = order.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new("default", order) : new(order[..slash], order[(slash + 1)..]);
    }

    private static string[] FromEnvironment() =>
        Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } one ? [one] : [];
}
