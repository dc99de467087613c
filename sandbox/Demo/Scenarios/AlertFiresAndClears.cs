using PayFunctions.Sandbox.Alerts;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

/// <summary>The rules of the deployment, held against this very app: one fires while callbacks are forged, and clears.</summary>
public sealed class AlertFiresAndClears : Scenario
{
    private const string Alert = "callbacks-refused";
    private const int Forged = 25;

    /// <summary>Its five minutes are five seconds here.</summary>
    private const double Pace = 1.0 / 60;

    public override string Name => "alert-fires-and-clears";

    public override string Title => $"{Forged} forged callbacks in a row, seen by the alerts of bicep/alerts.json";

    public override string Expectation => $"{Alert} fires, and clears by itself once they stop; no other alert fires";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var seen = new Seen(new(AlertRules.Read(), Pace), new(world.LogPath));
        await SeeAsync(world, seen, cancellation); // What the scenarios before set off is theirs.
        var orderId = await world.CreateAsync(cancellation);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var captured = await CapturedCallback.OfAsync(world.WeChatPay.SealPayment(orderId), cancellation);
        await new Flood(http, captured.With("{}"u8.ToArray())).SendAsync(Forged, cancellation);

        var fired = await NextAsync(world, seen, "an alert that fires", cancellation);
        Expect.Equal("the alert", Alert, fired.Rule.Name);
        Expect.Equal("fires", true, fired.Fires);
        var cleared = await NextAsync(world, seen, "the alert that clears", cancellation);
        Expect.Equal("the alert that clears", (Alert, false), (cleared.Rule.Name, cleared.Fires));
        return $"{fired.Rule.Level}: {fired.Rule.Title} ({fired.Value:0} > {fired.Rule.Above:0}) fired; " +
            $"cleared {(cleared.At - fired.At).TotalSeconds:0.0} s later";
    }

    private static async Task<AlertChange> NextAsync(
        SandboxWorld world, Seen seen, string what, CancellationToken cancellation) =>
        (await OrderSteps.UntilAsync(
            what, () => SeeAsync(world, seen, cancellation),
            changes => changes.Any(change => IsOurs(change)), changes => changes.Count, cancellation)).First(IsOurs);

    /// <summary>Others may clear meanwhile that the scenarios before set off; none may fire.</summary>
    private static bool IsOurs(AlertChange change) => change.Fires || change.Rule.Name == Alert;

    private static async Task<IReadOnlyList<AlertChange>> SeeAsync(
        SandboxWorld world, Seen seen, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        seen.Watch.Hear(seen.Log.Next());
        seen.Watch.Hear(now, await world.Merchant.MetricsAsync(cancellation));
        return seen.Watch.Evaluate(now);
    }

    private sealed record Seen(AlertWatch Watch, LogTail Log);
}
