using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PayFunctions.Tests.Embedded.Worker;

/// <summary>The sample functions on a real host, in a content root of their own.</summary>
internal sealed class SampleApp : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly DirectoryInfo? _ownRoot;

    private SampleApp(IHost host, DirectoryInfo? ownRoot)
    {
        _host = host;
        _ownRoot = ownRoot;
        var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Client = new HttpClient { BaseAddress = new Uri(addresses.Addresses.Single()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _host.Services;

    /// <param name="root">A content root to start in again; null: one of its own, gone with the app.</param>
    public static async Task<SampleApp> StartAsync(
        Action<FunctionsApplicationBuilder>? configure = null, string hostJson = """{"version":"2.0"}""",
        string? localSettings = null, DirectoryInfo? root = null)
    {
        var ownRoot = root is null ? Directory.CreateTempSubdirectory("payfunctions-host-") : null;
        var folder = (root ?? ownRoot)!.FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "host.json"), hostJson);
        if (localSettings is not null)
            await File.WriteAllTextAsync(Path.Combine(folder, "local.settings.json"), localSettings);
        var builder = new FunctionsApplicationBuilder(["--port", "0"], typeof(SampleApp).Assembly, folder);
        builder.Services.AddScoped<ScopedThing>();
        builder.Services.AddSingleton<Meeting>();
        builder.Services.AddSingleton<TimerRuns>();
        configure?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();
        return new SampleApp(host, ownRoot);
    }

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync();
        _host.Dispose();
        _ownRoot?.Delete(recursive: true);
    }
}
