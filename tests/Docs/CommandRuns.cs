using System.Diagnostics;
using Microsoft.DurableTask.History;
using PayFunctions.Core.Reconciliation.Bills;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.Histories;
using PayFunctions.Tests.Core.Reconciliation;

namespace PayFunctions.Tests.Docs;

/// <summary>The documents' commands, run as they are written.</summary>
public sealed class CommandRuns : IDisposable
{
    private const string Sandbox = "PayFunctions.Sandbox.dll";

    private readonly string _folder = Directory.CreateTempSubdirectory("payfunctions-docs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_clone_has_everything_that_the_first_command_needs()
    {
        Assert.SkipUnless(Path.Exists(Path.Combine(Repository.Root, ".git")), "This is no clone itself.");
        using var git = Process.Start("git", ["clone", "--quiet", "--depth", "1", $"file://{Repository.Root}", Path.Combine(_folder, "PayFunctions")]);
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, git.ExitCode);
        foreach (var needed in new[] { "PayFunctions.sln", "package-lock.json", "host.json", "sandbox/PayFunctions.Sandbox.csproj" })
            Assert.True(File.Exists(Path.Combine(_folder, "PayFunctions", needed)), needed);
    }

    [Fact]
    public async Task The_demo_lists_its_scenarios_runs_those_that_are_asked_for_and_records_their_histories()
    {
        var (listed, list) = await BuiltProgram.RunAsync(Sandbox, ["demo", "--list"]);
        var (ran, said) = await BuiltProgram.RunAsync(
            Sandbox, ["demo", "--only", "paid-by-callback,closed-by-merchant", "--json", "--histories", _folder]);

        Assert.True((listed, ran) == (0, 0), said);
        Assert.All(AllScenarios.List, scenario => Assert.Contains(scenario.Name, list, StringComparison.Ordinal));
        Assert.Contains("2 held, 0 failed", said, StringComparison.Ordinal);
        Assert.Contains("\"held\":2", said, StringComparison.Ordinal);
        var recorded = File.ReadLines(Path.Combine(_folder, "OrderLifecycle.jsonl")).Select(RecordedHistory.Read).ToArray();
        Assert.NotEmpty(recorded);
        Assert.All(recorded, history => Assert.Equal(EventKind.Started, history.Events[0].Kind));
    }

    [Fact]
    public async Task Two_files_are_reconciled()
    {
        var (ledger, bill) = (Path.Combine(_folder, "ledger.csv"), Path.Combine(_folder, "bill.csv"));
        File.WriteAllText(
            ledger, LedgerFile.Header + "\n2026-11-20T00:00:01Z,payment,ORD0001,,4200000000202611200000000001,1230,CNY,7.381,succeeded\n");
        File.WriteAllText(bill, BillText.Trade);

        var (exitCode, said) = await BuiltProgram.RunAsync(
            Sandbox, ["reconcile", "--ledger", ledger, "--bill", bill, "--channel", "wechatpay"]);

        Assert.True(exitCode == 1, said); // The bill's refund is not in the ledger.
    }

    [Fact]
    public async Task Printed_documents_are_current()
    {
        var (exitCode, said) = await BuiltProgram.RunAsync(Sandbox, ["docs", "--check"]);

        Assert.True(exitCode == 0, said);
    }

    [Fact]
    public void Npm_ci_has_brought_Azurite() =>
        Assert.True(File.Exists(Path.Combine(Repository.Root, "node_modules", "azurite", "package.json")));

    [Fact]
    public void Tests_are_what_runs_now() => Assert.NotNull(TestContext.Current.Test);
}
