using System.Text.Json;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Sandbox.Demo.Scenarios;

public sealed class ConsoleTellsWhy : Scenario
{
    public override string Name => "console-tells-why";

    public override string Title => "An operator asks why an order is where it is, and finds it by its payment's number";

    public override string Expectation => "awaiting its payer, and when it is asked about next; then paid; who only reads changes nothing";

    public override async Task<string> RunAsync(SandboxWorld world, CancellationToken cancellation)
    {
        var orderId = await world.CreateAsync(cancellation);
        var waiting = await DiagnoseAsync(world.Merchant, orderId, "", cancellation);
        Says(waiting, "It has waited for its payer since ");
        Expect.True("when it is looked at again", Kinds(waiting).Contains("NextWake"), waiting);
        Says(await DiagnoseAsync(world.Merchant, orderId, "?language=zh", cancellation), "自 ");

        world.PayNow(orderId);
        var paid = await world.UntilAsync(orderId, "Paid", cancellation);
        Says(await DiagnoseAsync(world.Merchant, orderId, "", cancellation), "It is paid: ");
        var found = await OrderSteps.UntilAsync(
            $"{orderId} by its payment's number", () => world.Merchant.GetAsync($"lookup/{paid.TransactionId}", cancellation),
            answer => answer.Text.Contains(orderId, StringComparison.Ordinal), answer => answer.Text, cancellation);
        Expect.Equal("orders of that number", 1, found.Body.GetProperty("orders").GetArrayLength());

        await ExpectReaderAsync(world, orderId, cancellation);
        await ExpectPageAsync(world, cancellation);
        return "said in two languages; found by its payment; a reader's change refused; the console served";
    }

    private static async Task ExpectReaderAsync(SandboxWorld world, string orderId, CancellationToken cancellation)
    {
        using var reader = new MerchantClient(world.AppUrl, world.ReaderKey);
        Expect.Equal("a reader's look", 200, (await reader.GetAsync($"orders/{orderId}", cancellation)).Status);
        var refused = await reader.CloseAsync(orderId, cancellation);
        Expect.Equal("a reader's close", 403, refused.Status);
        using var acme = new MerchantClient(world.AppUrl, world.FunctionKey, AppSettings.ForeignKey);
        Expect.Equal("another tenant's look", 404, (await acme.GetAsync($"orders/{orderId}/diagnosis", cancellation)).Status);
    }

    private static async Task ExpectPageAsync(SandboxWorld world, CancellationToken cancellation)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var page = await browser.GetAsync(world.ConsoleUrl, cancellation);
        var policy = string.Join(' ', page.Headers.TryGetValues("Content-Security-Policy", out var values) ? values : []);
        Expect.Equal("the console", "text/html", page.Content.Headers.ContentType?.MediaType);
        Expect.True("a policy without inline code", policy.Contains("script-src 'self'", StringComparison.Ordinal)
            && !policy.Contains("unsafe", StringComparison.Ordinal), policy);
    }

    private static async Task<JsonElement> DiagnoseAsync(
        MerchantClient who, string orderId, string query, CancellationToken cancellation)
    {
        var answer = await who.GetAsync($"orders/{orderId}/diagnosis{query}", cancellation);
        Expect.Equal("GET diagnosis", 200, answer.Status);
        return answer.Body;
    }

    private static void Says(JsonElement diagnosis, string begins) => Expect.True(
        $"it begins '{begins}'", diagnosis.GetProperty("summary").GetString()!.StartsWith(begins, StringComparison.Ordinal), diagnosis);

    private static List<string> Kinds(JsonElement diagnosis) =>
        [.. diagnosis.GetProperty("findings").EnumerateArray().Select(one => one.GetProperty("kind").GetString()!)];
}
