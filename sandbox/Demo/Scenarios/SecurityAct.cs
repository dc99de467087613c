using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

/// <summary>What somebody would try who has seen the traffic, or another merchant's key, or has nothing but a loop.</summary>
public sealed class SecurityAct : Scenario
{
    private const int FloodAlone = 4000;
    private const int FloodBesides = 2000;
    private const int Healthy = 20;
    private const int PerSecond = 100;
    private const int Burst = 200;
    private const string Attacker = "203.0.113.66";

    /// <summary>What the timers and waits of the rest of the app may ask meanwhile; the flood asks for nothing.</summary>
    private const int RequestsOfOthersMax = 60;

    /// <summary>As behind a proxy of one's own, so that each callback has a source; and little for each.</summary>
    private static readonly KeyValuePair<string, string>[] Limits =
    [
        new("Edge__TrustedProxies__0", "127.0.0.0/8"),
        new("Edge__PerSource__PerSecond", $"{PerSecond}"),
        new("Edge__PerSource__Burst", $"{Burst}"),
    ];

    public override string Name => "security-act";

    public override string Title =>
        $"A replay, an altered replay, another merchant's key, wrong kinds of bodies, a flood of {FloodAlone + FloodBesides}";

    public override string Expectation =>
        "one effect, each refused in its own way and counted; the flood is told to slow down, asks the storage nothing and holds up nobody";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        await world.RestartAppAsync(Limits, cancellation);
        await world.UntilActiveAsync(world.WeChatPay.Certificates.Current.Serial, cancellation);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var orderId = await world.CreateAsync(cancellation);
        var captured = await ExpectOneEffectAsync(world, http, orderId, cancellation);
        await ExpectForeignersKeptOutAsync(world, orderId, cancellation);
        var large = await captured.With(new byte[1024 * 1024]).SendAsync(http, cancellation);
        var form = await captured.Said("application/x-www-form-urlencoded").SendAsync(http, cancellation);
        Expect.Same("too large, and no JSON", [413, 415], [large.Status, form.Status]);

        var flood = new Flood(http, captured.With("{}"u8.ToArray()).From(Attacker));
        await ExpectNothingAskedAsync(world, flood, cancellation);
        await ExpectOthersServedAsync(world, http, flood, cancellation);
        flood.ExpectHeldTo(PerSecond, Burst);
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        await world.RestartAppAsync([], cancellation);
        return $"one posting; 404 to the other merchant; the flood: {flood.Unsigned} unsigned, {flood.Slowed} told to slow down; " +
            $"{Healthy} genuine ones in its midst acknowledged";
    }

    private static async Task<CapturedCallback> ExpectOneEffectAsync(
        SandboxWorld world, HttpClient http, string orderId, CancellationToken cancellation)
    {
        var counts = await CallbackCounts.BeginAsync(world, cancellation);
        var captured = await CapturedCallback.OfAsync(world.WeChatPay.SealPayment(orderId), cancellation);
        var genuine = await captured.SendAsync(http, cancellation);
        var replay = await captured.SendAsync(http, cancellation);
        var altered = await captured.Altered().SendAsync(http, cancellation);
        Expect.Same(
            "a genuine callback, its replay, an altered one", [200, 200, 401], [genuine.Status, replay.Status, altered.Status]);
        await counts.ExpectAsync(cancellation, applied: 1, repeat: 1, refused: 1);
        await counts.ExpectRefusalsAsync("bad-signature", 1, cancellation);
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        return captured;
    }

    private static async Task ExpectForeignersKeptOutAsync(
        SandboxWorld world, string orderId, CancellationToken cancellation)
    {
        using var foreign = new MerchantClient(world.AppUrl, world.FunctionKey, AppSettings.ForeignKey);
        using var nobody = new MerchantClient(world.AppUrl, world.FunctionKey, "a-key-that-nobody-has");
        ApiAnswer[] answers =
        [
            await foreign.GetAsync($"orders/{orderId}", cancellation),
            await foreign.GetAsync($"orders/{orderId}/ledger", cancellation),
            await foreign.RefundAsync(orderId, "REFUND1", 100, cancellation),
            await foreign.CloseAsync(orderId, cancellation),
            await nobody.GetAsync($"orders/{orderId}", cancellation),
        ];
        Expect.Same("answers to another merchant's key, and to nobody's", [404, 404, 404, 404, 401], answers.Select(a => a.Status));
    }

    private static async Task ExpectNothingAskedAsync(SandboxWorld world, Flood flood, CancellationToken cancellation)
    {
        const string bursts = "payfunctions_callback_refusal_bursts_total";
        const string refusals = "payfunctions_callback_refusals_total";
        var before = await world.Merchant.MetricsAsync(cancellation);
        var counts = await CallbackCounts.BeginAsync(world, cancellation);

        await flood.SendAsync(FloodAlone, cancellation);

        var after = await world.Merchant.MetricsAsync(cancellation);
        Expect.Equal<long>("refusals counted", FloodAlone, after.Sum(refusals) - before.Sum(refusals));
        Expect.Equal<long>(
            "of them for coming too often", flood.Slowed,
            after.Sum(refusals, ("reason", "too-many")) - before.Sum(refusals, ("reason", "too-many")));
        Expect.True("an alert", after.Sum(bursts) > before.Sum(bursts), "none");
        var requests = await counts.TableRequestsAsync(cancellation);
        Expect.True($"at most {RequestsOfOthersMax} table requests, others' own", requests <= RequestsOfOthersMax, requests);
    }

    /// <summary>Payments told from other sources while the flood goes on.</summary>
    private static async Task ExpectOthersServedAsync(
        SandboxWorld world, HttpClient http, Flood flood, CancellationToken cancellation)
    {
        var orders = await world.CreateManyAsync(Healthy, cancellation);
        var callbacks = new List<CapturedCallback>();
        foreach (var order in orders) callbacks.Add(await CapturedCallback.OfAsync(world.WeChatPay.SealPayment(order), cancellation));

        var flooding = flood.SendAsync(FloodBesides, cancellation);
        var answers = await Task.WhenAll(
            callbacks.Select((callback, i) => callback.From($"198.51.100.{i + 1}").SendAsync(http, cancellation)));
        await flooding;

        Expect.Same("answers to genuine callbacks of others", Enumerable.Repeat(200, Healthy), answers.Select(answer => answer.Status));
        foreach (var order in orders) await world.ExpectPaidOnceAsync(order, cancellation);
    }
}
