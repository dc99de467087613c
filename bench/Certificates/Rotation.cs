using PayFunctions.Bench.World;
using PayFunctions.Sandbox.Demo;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Bench.Certificates;

/// <summary>What became of a stream of callbacks while certificates changed, and of the same stream before.</summary>
/// <param name="Rate">Callbacks a second.</param>
/// <param name="First">The process's first rotation, in which code runs for the first time; told by itself.</param>
internal sealed record Rotation(int Rate, Round First, IReadOnlyList<Round> Rounds)
{
    private static readonly int Seconds = Turn.Of(5, 1);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(Turn.Of(1000, 200));
    private static readonly int Measured = Turn.Of(7, 1);

    public static readonly IReadOnlyList<int> Rates = [Turn.Of(200, 20), Turn.Of(100, 10), Turn.Of(50, 5), Turn.Of(25, 4)];

    public int Refused => Rounds.Prepend(First).SelectMany(round => round.Stretches).Sum(one => one.Refused);

    public static async Task<Rotation> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        using var callbacks = await RepeatedCallbacks.OfPaidOrdersAsync(world, cancellation);
        var certificates = world.WeChatPay.Certificates;
        var rate = await FindRateAsync(callbacks, certificates, cancellation);
        var first = await RoundAsync(world, callbacks, rate, cancellation);
        var rounds = new List<Round>();
        while (rounds.Count < Measured) rounds.Add(await RoundAsync(world, callbacks, rate, cancellation));
        return new(rate, first, rounds);
    }

    /// <summary>Everything is signed before the first is sent, so that the three stretches differ in nothing else.</summary>
    private static async Task<Round> RoundAsync(
        SandboxWorld world, RepeatedCallbacks callbacks, int rate, CancellationToken cancellation)
    {
        var certificates = world.WeChatPay.Certificates;
        var (former, next, count) = (certificates.Current, certificates.Make(), rate * Seconds);
        var signed = new[] { former, former, former, next }.Select(signer => callbacks.Sign(count, signer)).ToArray();
        var round = new Round(
            await StretchAsync(() => callbacks.SendAsync(count, rate, i => signed[0][i], cancellation)),
            await StretchAsync(() => callbacks.SendAsync(count, rate, i => signed[1][i], cancellation)),
            await StretchAsync(async () =>
            {
                // Once the next one signs, what the former has signed is still on its way: they come in turns.
                var turning = callbacks.SendAsync(
                    count, rate, i => signed[certificates.Current == next && i % 2 == 1 ? 3 : 2][i], cancellation);
                await TurnAsync(world, former, next, cancellation);
                return await turning;
            }));
        foreach (var callback in signed.SelectMany(one => one)) callback.Dispose();
        return round;

        Task<(Stretch, Burden)> StretchAsync(Func<Task<Stretch>> send)
        {
            GC.Collect(); // The sender's own, before and not during.
            return Burden.OfAsync(world, send, cancellation);
        }
    }

    /// <summary>Warms up, and finds how many a second the machine answers without falling behind.</summary>
    private static async Task<int> FindRateAsync(
        RepeatedCallbacks callbacks, PlatformCertificates certificates, CancellationToken cancellation)
    {
        await SteadyAsync(callbacks, certificates.Current, Rates[0], Seconds, cancellation);
        foreach (var rate in Rates)
        {
            if (!(await SteadyAsync(callbacks, certificates.Current, rate, Math.Min(2, Seconds), cancellation)).IsSaturated) return rate;
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

    /// <summary>A step apart (a second, in full): listed and read, signed with, the former withdrawn and superseded.</summary>
    private static async Task TurnAsync(
        SandboxWorld world, PlatformKey former, PlatformKey next, CancellationToken cancellation)
    {
        var certificates = world.WeChatPay.Certificates;
        using var pace = new PeriodicTimer(Step);
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
