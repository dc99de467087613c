using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

/// <summary>What somebody would try who has seen the traffic, or another merchant's key, or has nothing but a loop.</summary>
public sealed class SecurityAct : Scenario
{
    private const int Flood = 6000;
    private const int AtOnce = 32;

    /// <summary>What the timers and waits of the rest of the app may ask meanwhile; the flood asks for nothing.</summary>
    private const int RequestsOfOthersMax = 60;

    private static readonly HttpStatusCode[] Refusals = [HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests];

    public override string Name => "security-act";

    public override string Title => $"A replay, an altered replay, another merchant's key, wrong kinds of bodies, a flood of {Flood}";

    public override string Expectation => "one effect, each refused in its own way and counted; the flood asks the storage nothing";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = AtOnce });
        var orderId = await world.CreateAsync(cancellation);
        var counts = await CallbackCounts.BeginAsync(world, cancellation);

        var sealedCallback = await Captured.OfAsync(world.WeChatPay.SealPayment(orderId), cancellation);
        var genuine = await sealedCallback.SendAsync(http, cancellation);
        var replay = await sealedCallback.SendAsync(http, cancellation);
        var altered = await sealedCallback.Altered().SendAsync(http, cancellation);
        Expect.Same("a genuine callback, its replay, an altered one", [200, 200, 401], [genuine, replay, altered]);
        await counts.ExpectAsync(cancellation, applied: 1, repeat: 1, refused: 1);
        await counts.ExpectRefusalsAsync("bad-signature", 1, cancellation);
        await world.ExpectPaidOnceAsync(orderId, cancellation);

        await ExpectForeignersKeptOutAsync(world, orderId, cancellation);
        var large = await sealedCallback.With(new byte[1024 * 1024]).SendAsync(http, cancellation);
        var form = await sealedCallback.Said("application/x-www-form-urlencoded").SendAsync(http, cancellation);
        Expect.Same("too large, and no JSON", [413, 415], [large, form]);

        var (refused, slowed) = await FloodAsync(world, http, sealedCallback, cancellation);
        await world.ExpectPaidOnceAsync(orderId, cancellation);
        return $"one posting; 404 to the other merchant; the flood: {refused} unsigned, {slowed} told to slow down";
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

    private static async Task<(int Unsigned, int Slowed)> FloodAsync(
        SandboxWorld world, HttpClient http, Captured callback, CancellationToken cancellation)
    {
        const string bursts = "payfunctions_callback_refusal_bursts_total";
        const string all = "payfunctions_callback_refusals_total";
        var before = await world.Merchant.MetricsAsync(cancellation);
        var counts = await CallbackCounts.BeginAsync(world, cancellation);
        var unsigned = callback.With("{}"u8.ToArray());
        var answers = new int[Flood];
        await Parallel.ForAsync(
            0, Flood, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (i, stop) => answers[i] = await unsigned.SendAsync(http, stop));

        var after = await world.Merchant.MetricsAsync(cancellation);
        Expect.True("nothing but 401 and 429", answers.All(status => Refusals.Contains((HttpStatusCode)status)), answers.Max());
        Expect.Equal<long>("refusals counted", Flood, after.Sum(all) - before.Sum(all));
        Expect.True("an alert", after.Sum(bursts) > before.Sum(bursts), "none");
        var requests = await counts.TableRequestsAsync(cancellation);
        Expect.True($"at most {RequestsOfOthersMax} table requests, others' own", requests <= RequestsOfOthersMax, requests);
        return (answers.Count(status => status == 401), answers.Count(status => status == 429));
    }

    /// <summary>A callback as somebody on the way would have it: address, headers, bytes.</summary>
    private sealed record Captured(Uri Url, HttpRequestHeaders Headers, string Type, byte[] Body)
    {
        public static async Task<Captured> OfAsync(HttpRequestMessage request, CancellationToken cancellation) => new(
            request.RequestUri!, request.Headers, "application/json", await request.Content!.ReadAsByteArrayAsync(cancellation));

        public Captured With(byte[] body) => this with { Body = body };

        public Captured Said(string type) => this with { Type = type };

        /// <summary>One digit of the body is another.</summary>
        public Captured Altered() => With(Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(Body).Replace("\"original_type\":\"transaction\"", "\"original_type\":\"transactiom\"", StringComparison.Ordinal)));

        public async Task<int> SendAsync(HttpClient http, CancellationToken cancellation)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(Body) };
            foreach (var (name, values) in Headers) request.Headers.TryAddWithoutValidation(name, values);
            request.Content.Headers.ContentType = new(Type);
            using var response = await http.SendAsync(request, cancellation);
            return (int)response.StatusCode;
        }
    }
}
