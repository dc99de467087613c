using System.Text.Json;
using PayFunctions.Tests.Docs;
using PayFunctions.Tests.Functions;
using PayFunctions.Tests.Interop;

namespace PayFunctions.Tests.Browser;

/// <summary>The console as a reader has it: live, and nothing to press.</summary>
[Collection(nameof(AppCollection))]
public class ConsoleLiveTests(AppFixture world)
{
    private const string Rita = "the-key-of-rita-who-looks";

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["FunctionKeys__rita"] = Rita,
        ["Console__People__rita__Key"] = Rita,
    };

    [Fact]
    public async Task A_reader_sees_an_order_paid_as_it_happens_and_has_nothing_to_press()
    {
        var browser = InstalledBrowser.PathOrSkip();
        await using var app = await RunningApp.StartAsync(world.Storage, world.Provider, Settings);
        var (orderId, contradicted) = (world.NewOrderId(), world.NewOrderId());
        await app.CreateAsync(AppFixture.Body(contradicted), contradicted);
        world.Provider.Pay(contradicted, total: 1);
        await Eventually.TrueAsync(async () => (await app.GetAsync("quarantine")).Text.Contains(contradicted, StringComparison.Ordinal));
        await app.CreateAsync(AppFixture.Body(orderId), orderId);

        var said = await NodeScript.RunAsync(
            "console-live.mjs", Path.Combine("playwright-core", "index.mjs"), JsonSerializer.Serialize(new
            {
                browser,
                url = new Uri(app.Http.BaseAddress!, "console/").AbsoluteUri,
                key = Rita,
                orderId,
                pay = new Uri(world.Provider.Url, $"sim/pay/{orderId}").AbsoluteUri,
                shots = Path.Combine(Repository.Root, "TestResults", "console"),
            }), folder: "Browser");
        var seen = JsonDocument.Parse(said[^1]).RootElement;

        Assert.Equal("rita · default · read only", seen.GetProperty("role").GetString());
        Assert.Equal("Awaiting payment", seen.GetProperty("before").GetString());
        Assert.True(seen.GetProperty("same").GetBoolean(), "the page was loaded anew");
        Assert.Contains("Callbacks a minute", Texts(seen, "tiles"));
        Assert.Contains("wechatpay", Texts(seen, "providers"));
        Assert.Equal(0, seen.GetProperty("buttons").GetInt32());
        Assert.Empty(Texts(seen, "said"));
        Assert.Empty(Texts(seen, "broken"));
    }

    private static string[] Texts(JsonElement of, string name) => [.. of.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];
}
