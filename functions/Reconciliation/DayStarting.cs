using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using PayFunctions.Core.Reconciliation.Runs;
using PayFunctions.Flows;
using PayFunctions.Infra.Reconciliation;

namespace PayFunctions.Reconciliation;

/// <summary>Starts a day's run, and finds the one that is there.</summary>
public sealed class DayStarting(
    ReconciliationBook book, BillFetching bills, Starter starter, Hints hints, IOptionsMonitor<ReconciliationOptions> options)
{
    internal const string Prefix = "reconcile-";

    /// <summary>Every tenant's channels that there are bills of.</summary>
    public IEnumerable<(string Tenant, string Channel)> Channels() => bills.Accounts().Select(one => one.Key);

    public bool Has(string tenant, string channel) => bills.Accounts().Contains((tenant, channel));

    /// <param name="again">Whether a day that has been run is run once more.</param>
    /// <returns>The run; null: the engine is away, come again.</returns>
    public async Task<ReconciliationRun?> StartAsync(
        DurableTaskClient client, RunKey key, bool again, CancellationToken cancellation)
    {
        var run = (await book.BeginAsync(key, again, cancellation)).Run;
        if (!RunMachine.IsOpen(run.State)) return run;
        var accounts = bills.Accounts()[(key.Tenant, key.Channel)].Order(StringComparer.Ordinal).ToList();
        var withOwnBill = bills.WithOwnBill(key).Order(StringComparer.Ordinal).ToList();
        var input = DayRun.Of(run, accounts, withOwnBill, options.CurrentValue);
        var id = InstanceId(run);
        if (!await starter.StartOnceAsync(client, nameof(ReconcileDay), id, input, cancellation)) return null;
        // What broke off is gone on with under another id: its steps are safe to take again.
        var instance = await client.GetInstanceAsync(id, cancellation: cancellation);
        var goesOn = instance is null || !instance.IsCompleted
            || await starter.StartOnceAsync(client, nameof(ReconcileDay), $"{id}~again", input, cancellation);
        return goesOn ? run : null;
    }

    /// <summary>Somebody has decided. It may be that nobody waits for it any more.</summary>
    public async Task<bool> TellAsync(DurableTaskClient client, ReconciliationRun run, CancellationToken cancellation)
    {
        if (!RunMachine.IsOpen(run.State)) return true;
        var id = InstanceId(run);
        var heard = await hints.RaiseAsync(client, id, ReconcileDay.Decided, cancellation);
        if (heard is Hinted.Ended) heard = await hints.RaiseAsync(client, $"{id}~again", ReconcileDay.Decided, cancellation);
        return heard is not Hinted.Failed;
    }

    private static string InstanceId(ReconciliationRun run) =>
        string.Create(null, $"{Prefix}{run.Key.Tenant}-{run.Key.Channel}-{run.Key.DayText}-{run.Number}");
}
