using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PayFunctions.Sandbox.Alipay;
using PayFunctions.Sandbox.WeChatPay;
using PayFunctions.Sandbox.World;

namespace PayFunctions.Tests.Functions;

/// <summary>The whole app in this process, as Program composes it, behind real HTTP.</summary>
internal sealed class RunningApp : IAsyncDisposable
{
    public const string FunctionKey = "key-of-the-tests";

    /// <summary>24 bytes, none of them a secret.</summary>
    public const string WebhookSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";

    private readonly IHost _host;
    private readonly DirectoryInfo _root;

    private RunningApp(IHost host, DirectoryInfo root, Uri url)
    {
        (_host, _root) = (host, root);
        Http = new(new SaysJson(new SocketsHttpHandler())) { BaseAddress = new(url, "api/") };
        Http.DefaultRequestHeaders.Add("x-functions-key", FunctionKey);
        Stranger = new() { BaseAddress = Http.BaseAddress };
    }

    /// <summary>With the function key.</summary>
    public HttpClient Http { get; }

    /// <summary>Without any key.</summary>
    public HttpClient Stranger { get; }

    public IServiceProvider Services => _host.Services;

    public static async Task<RunningApp> StartAsync(
        string storage, SimulatedWeChatPay provider, Dictionary<string, string>? changes = null,
        SimulatedAlipay? alipay = null, Action<FunctionsApplicationBuilder>? also = null)
    {
        var root = Directory.CreateTempSubdirectory("payfunctions-app-");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "host.json"), Path.Combine(root.FullName, "host.json"));
        var port = LoopbackPort.Free();
        var url = new Uri($"http://127.0.0.1:{port}/");
        var settings = AppSettings.Of(provider, storage, root.FullName, FunctionKey, url, WorldPace.Real, WebhookSecret);
        if (alipay is not null) AppSettings.AddAlipay(settings, alipay, url);
        settings["Tenants__acme__Keys__0"] = "the-key-of-acme-0001";
        foreach (var (name, value) in changes ?? []) settings[name] = value;

        var builder = new FunctionsApplicationBuilder(
            ["--port", $"{port}"], typeof(PayFunctions.Program).Assembly, root.FullName);
        builder.Configuration.AddInMemoryCollection(
            settings.ToDictionary(
                set => set.Key.Replace("__", ":", StringComparison.Ordinal), set => (string?)set.Value));
        builder.Logging.ClearProviders();
        var app = PayFunctions.Program.Compose(builder);
        also?.Invoke(app);
        var host = app.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new(host, root, url);
    }

    public async Task<Answer> CreateAsync(string body, string? key = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "orders") { Content = new StringContent(body) };
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    public Task<Answer> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    public async Task<string?> StateAsync(string orderId) =>
        (await GetAsync($"orders/{orderId}")).Json.GetProperty("state").GetString();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Stranger.Dispose();
        await _host.StopAsync();
        _host.Dispose();
        _root.Delete(recursive: true);
    }
}

/// <summary>An answer, read whole.</summary>
internal sealed record Answer(int Status, string Text, HttpResponseMessage Raw)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Type => Raw.Content.Headers.ContentType?.MediaType;

    public string[] Fields =>
        [.. Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString()!)];

    public string? Header(string name) => Raw.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    public static async Task<Answer> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        response);
}
