using Azure;
using Azure.Data.Tables;
using PayFunctions.Sandbox.Commands;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

/// <summary>The command that operators have, over all that this run has moved; and over one row that somebody changed.</summary>
public sealed class AuditProved : Scenario
{
    private const int Broken = 1;

    public override string Name => "audit-proved";

    public override string Title => "verify-audit over all that this run has moved, then with one row changed, then put back";

    public override string Expectation => "all chains hold; the row is named; all hold again";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAsync(cancellation);
        world.PayNow(orderId);
        await world.AcknowledgedAsync(orderId, 1, cancellation);

        var (exit, all) = await VerifyAsync(world, default, cancellation);
        Expect.True("all chains hold", exit == 0 && all.Contains("all hold", StringComparison.Ordinal), all);

        var table = world.Tables.GetTableClient("Orders");
        var row = (await table.GetEntityIfExistsAsync<TableEntity>($"default|{orderId}", "audit|00000002", null, cancellation)).Value!;
        var was = row["Actor"];
        row["Actor"] = "somebody";
        await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, cancellation);
        var (broken, said) = await VerifyAsync(world, new(orderId, null, null), cancellation);
        Expect.Equal("the exit code over a changed row", Broken, broken);
        Expect.True("the row is named", said.Contains("broken at row 2", StringComparison.Ordinal), said);

        row["Actor"] = was;
        await table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, cancellation);
        var (mended, _) = await VerifyAsync(world, new(orderId, null, null), cancellation);
        Expect.Equal("the exit code once it is put back", 0, mended);
        return $"{all.Trim().Split('\n')[^1]} With one row changed: {said.Trim().Split('\n')[0]}";
    }

    private static async Task<(int Exit, string Said)> VerifyAsync(
        SandboxWorld world, AuditAsked asked, CancellationToken cancellation)
    {
        var said = new StringWriter();
        var exit = await VerifyAuditCommand.RunAsync([world.Azurite.ConnectionString], asked, said, cancellation);
        return (exit, exit > Broken ? throw new ScenarioFailed("a proof", $"{said}") : $"{said}");
    }
}
