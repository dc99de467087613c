using PayFunctions.Bench.World;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Bench.Certificates;

/// <summary>What became of a stream of callbacks while certificates changed, and of the same stream before.</summary>
/// <param name="Rate">Callbacks a second.</param>
/// <param name="RequestsEach">Storage requests that the app made for one.</param>
internal sealed record Rotation(int Rate, List<Stretch> Calm, List<Stretch> Swap, double RequestsEach)
{
    private const int Seconds = 5;

    private static readonly int Rounds = Turn.Of(5, 1);

    public static readonly IReadOnlyList<int> Rates = [Turn.Of(200, 20), Turn.Of(100, 10), Turn.Of(50, 5), Turn.Of(25, 2)];

    public int Refused => Calm.Concat(Swap).Sum(one => one.Refused);

    public static async Task<Rotation> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        using var callbacks = await RepeatedCallbacks.OfPaidOrdersAsync(world, cancellation);
        var certificates = world.WeChatPay.Certificates;
        var rate = await FindRateAsync(callbacks, certificates, cancellation);
        var (calm, swap, requests) = (new List<Stretch>(), new List<Stretch>(), 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var (former, next) = (certificates.Current, certificates.Make());
            var before = await AppFigures.ReadAsync(world, cancellation);
            calm.Add(await SteadyAsync(callbacks, former, rate, Seconds, cancellation));
            requests += (await AppFigures.ReadAsync(world, cancellation) - before).StorageRequests;

            var (old, fresh) = (callbacks.Sign(rate * Seconds, former), callbacks.Sign(rate * Seconds, next));
            // Once the next one signs, what the former has signed is still on its way: they come in turns.
            var turning = callbacks.SendAsync(
                old.Length, rate, i => certificates.Current == next && i % 2 == 1 ? fresh[i] : old[i], cancellation);
            await TurnAsync(world, former, next, cancellation);
            swap.Add(await turning);
            foreach (var callback in (HttpRequestMessage[])[.. old, .. fresh]) callback.Dispose();
        }

        return new(rate, calm, swap, (double)requests / calm.Sum(one => one.Count));
    }

    /// <summary>Warms up, and finds how many a second the machine answers without falling behind.</summary>
    private static async Task<int> FindRateAsync(
        RepeatedCallbacks callbacks, PlatformCertificates certificates, CancellationToken cancellation)
    {
        await SteadyAsync(callbacks, certificates.Current, Rates[0], Seconds, cancellation);
        foreach (var rate in Rates)
        {
            if (!(await SteadyAsync(callbacks, certificates.Current, rate, 2, cancellation)).IsSaturated) return rate;
            Console.WriteLine($"… {rate} callbacks a second are more than this machine answers now");
        }

        return Rates[^1];
    }

    private static async Task<Stretch> SteadyAsync(
        RepeatedCallbacks callbacks, PlatformKey signer, int rate, int seconds, CancellationToken cancellation)
    {
        var signed = callbacks.Sign(rate * seconds, signer);
        var sent = await callbacks.SendAsync(signed.Length, rate, i => signed[i], cancellation);
        foreach (var callback in signed) callback.Dispose();
        return sent;
    }

    /// <summary>A second apart: listed and read, signed with, the former withdrawn and superseded.</summary>
    private static async Task TurnAsync(
        SandboxWorld world, PlatformKey former, PlatformKey next, CancellationToken cancellation)
    {
        var certificates = world.WeChatPay.Certificates;
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1));
        await pace.WaitForNextTickAsync(cancellation);
        certificates.Show(next);
        await RenewUntilAsync(world, next.Serial, "Active", cancellation);
        certificates.SignWith(next);
        await pace.WaitForNextTickAsync(cancellation);
        certificates.Withdraw(former);
        await RenewUntilAsync(world, former.Serial, "Deprecated", cancellation);
    }

    /// <summary>On a machine this busy a run may find its storage away: it is asked for again.</summary>
    private static async Task RenewUntilAsync(
        SandboxWorld world, string serial, string state, CancellationToken cancellation)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        for (var tries = 0; tries < 60; tries++)
        {
            await world.Merchant.RenewCertificatesAsync(cancellation);
            var listed = await world.Merchant.ListedAsync(cancellation);
            if (listed.Any(one => one.Serial == serial && one.State == state)) return;
            await pace.WaitForNextTickAsync(cancellation);
        }

        throw new InvalidOperationException($"{serial} did not become {state}.");
    }
}
