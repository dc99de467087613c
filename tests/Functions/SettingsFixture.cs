using System.Net.Http.Json;
using System.Text.Json;
using PayFunctions.Sandbox.Azurite;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Functions;

/// <summary>An app over storage of its own, since what settings change holds for a whole app.</summary>
public sealed class SettingsFixture : IAsyncLifetime
{
    private AzuriteProcess _azurite = null!;
    private SimulatedWeChatPay _provider = null!;

    public string Storage => _azurite.ConnectionString;

    internal RunningApp App { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(folder: null, port: null, _ => { }, Cancellation);
        _provider = await SimulatedWeChatPay.StartAsync(new() { TimeScale = 1.0 / 3600 }, Cancellation);
        App = await StartAppAsync(new() { ["Orders__FirstPoll"] = "00:00:20" });
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await _provider.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    /// <summary>One more over the same storage.</summary>
    internal Task<RunningApp> StartAppAsync(Dictionary<string, string> changes) =>
        RunningApp.StartAsync(Storage, _provider, new(changes) { ["Knobs__Watch"] = "00:00:00.2" });

    /// <summary>As <c>GET settings</c> lists them, by their names.</summary>
    internal async Task<Dictionary<string, JsonElement>> SettingsAsync() =>
        (await App.GetAsync("settings")).Json.GetProperty("settings").EnumerateArray()
            .ToDictionary(knob => knob.GetProperty("name").GetString()!);

    internal async Task<Answer> PutAsync(string name, string? value)
    {
        using var request = Put(name, value);
        return await App.SendAsync(request);
    }

    internal static HttpRequestMessage Put(string name, string? value)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"settings/{name}")
        {
            Content = JsonContent.Create(new { value, by = "ada", reason = "a test" }),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        return request;
    }

    /// <summary>The answer's status to another tenant.</summary>
    internal async Task<int> ForeignAsync(string path = "wallets/nobody")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("x-api-key", "the-key-of-acme-0001");
        return (await App.SendAsync(request)).Status;
    }
}
