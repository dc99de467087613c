using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Audit;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Sandbox.Commands;

/// <summary><c>verify-audit</c>: proves the audit's chains. 0 all hold, 1 one is broken or missing, 2 no storage named.</summary>
internal static class VerifyAuditCommand
{
    private const string Setting = "AzureWebJobsStorage";
    private const int UnprovedNamed = 20; // Of the rest their number.

    public static Command Create()
    {
        var storage = new Option<string[]>("--storage")
        {
            Description = $"Connection string or https address (then by identity) of each account, in the app's order; none: ${Setting}.",
            AllowMultipleArgumentsPerToken = true,
        };
        var order = new Option<string?>("--order") { Description = "One order: its id, or tenant/id." };
        var wallet = new Option<string?>("--wallet") { Description = "One wallet: its account, or tenant/account." };
        var day = new Option<string?>("--day") { Description = "One day of the system's audit, yyyyMMdd (UTC)." };
        var command = new Command("verify-audit", "Proves the audit's chains, of orders, messages, wallets, channels, subscriptions, reconciliations and days, and names each first broken link.")
        {
            storage, order, wallet, day,
        };
        command.SetAction((given, cancellation) =>
        {
            var accounts = given.GetValue(storage) is { Length: > 0 } named ? named : FromEnvironment();
            return RunAsync(accounts, new(given.GetValue(order), given.GetValue(wallet), given.GetValue(day)), Console.Out, cancellation);
        });
        return command;
    }

    public static async Task<int> RunAsync(
        IReadOnlyList<string> accounts, AuditAsked asked, TextWriter say, CancellationToken cancellation)
    {
        if (accounts.Count == 0)
        {
            await say.WriteLineAsync($"No storage: --storage or {Setting} names it.");
            return 2;
        }

        var tables = new TableAccounts(Options.Create(
            new StorageOptions { Orders = [.. accounts], NetworkTimeout = TimeSpan.FromMinutes(1) }));
        var proof = new AuditProof(tables, new(tables, TimeProvider.System, NullLogger<SystemAudit>.Instance));
        var (chains, rows, broken, unproved) = (0, 0, 0, 0);
        await foreach (var verdict in Verdicts(proof, asked, cancellation))
        {
            (chains, rows) = (chains + 1, rows + verdict.Rows);
            if (verdict.Unproved is { } before && ++unproved <= UnprovedNamed)
                await say.WriteLineAsync($"{verdict.Name}: {before}.");
            if (verdict.Broken is not { } link) continue;
            broken++;
            await say.WriteLineAsync($"{verdict.Name}: broken at row {link.Sequence}: {link.What}");
        }

        var isMissing = chains == 0 && asked.One is not null;
        var older = unproved == 0 ? "" : $" {unproved} are older than the audit, and it tells of them in part.";
        await say.WriteLineAsync(isMissing
            ? $"There is no audit of {asked.One}."
            : $"{chains} chains, {rows} rows: {(broken == 0 ? "all hold" : $"{broken} broken")}.{older}");
        return broken == 0 && !isMissing ? 0 : 1;
    }

    private static IAsyncEnumerable<AuditVerdict> Verdicts(AuditProof proof, AuditAsked asked, CancellationToken cancellation) => asked switch
    {
        { Order: { } order } => Listed(() => proof.OrderAsync(new(Tenant(order), Id(order)), cancellation)),
        { Wallet: { } wallet } => Listed(() => proof.WalletAsync(Tenant(wallet), Id(wallet), cancellation)),
        { Day: { } day } => Listed(() => proof.SystemAsync(day, cancellation)),
        _ => proof.AllAsync(cancellation),
    };

    private static async IAsyncEnumerable<AuditVerdict> Listed(Func<Task<IReadOnlyList<AuditVerdict>>> read)
    {
        foreach (var verdict in await read()) yield return verdict;
    }

    private static string Tenant(string id) => id.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? id[..slash] : "default";

    private static string Id(string id) => id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static string[] FromEnvironment() =>
        Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } one ? [one] : [];
}

/// <summary>What is to be proved; nothing named: all of it.</summary>
internal readonly record struct AuditAsked(string? Order, string? Wallet, string? Day)
{
    public string? One => Order ?? Wallet ?? Day;
}
