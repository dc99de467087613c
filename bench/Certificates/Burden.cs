using System.Diagnostics;
using Azure.Data.Tables;
using PayFunctions.Bench.World;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Bench.Certificates;

/// <summary>What a stretch asked of the machine besides the callbacks' own answers; counts and processor time mean the
/// same on a busy machine.</summary>
/// <param name="BareReads">Milliseconds of the emulator's own answer to the smallest request there is, twenty times a
/// second: what no app can be quicker than.</param>
internal sealed record Burden(
    long StorageRequests, int VaultRequests, double AppProcessorMilliseconds, double[] BareReads)
{
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromMilliseconds(50);

    public static async Task<(Stretch Stretch, Burden Burden)> OfAsync(
        SandboxWorld world, Func<Task<Stretch>> send, CancellationToken cancellation)
    {
        var (before, vault, processor) = (
            await AppFigures.ReadAsync(world, cancellation), world.Vault.Requests.All().Length, ProcessorTime(world));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var probe = ProbeAsync(world, over.Token, cancellation);
        var stretch = await send();
        await over.CancelAsync();
        var reads = await probe;
        var spent = ProcessorTime(world) - processor;
        var asked = world.Vault.Requests.All().Length - vault;
        var requests = (await AppFigures.ReadAsync(world, cancellation) - before).StorageRequests;
        return (stretch, new(requests, asked, spent.TotalMilliseconds, reads));
    }

    private static TimeSpan ProcessorTime(SandboxWorld world)
    {
        using var app = Process.GetProcessById(world.App.Id);
        return app.TotalProcessorTime;
    }

    private static async Task<double[]> ProbeAsync(
        SandboxWorld world, CancellationToken over, CancellationToken cancellation)
    {
        var milliseconds = new List<double>();
        var table = world.Tables.GetTableClient("Locks");
        using var pace = new PeriodicTimer(ProbeEvery);
        try
        {
            while (await pace.WaitForNextTickAsync(over))
            {
                var left = Stopwatch.GetTimestamp();
                await table.GetEntityIfExistsAsync<TableEntity>("bench", "nothing", cancellationToken: cancellation);
                milliseconds.Add(Stopwatch.GetElapsedTime(left).TotalMilliseconds);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The stretch is over.
        }

        return [.. milliseconds];
    }
}
