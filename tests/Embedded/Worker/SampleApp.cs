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
    private readonly DirectoryInfo _root;

    private SampleApp(IHost host, DirectoryInfo root)
    {
        _host = host;
        _root = root;
        var address = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new HttpClient { BaseAddress = new Uri(address) };
    }

    public HttpClient Client { get; }

    public static async Task<SampleApp> StartAsync(
        Action<FunctionsApplicationBuilder>? configure = null, string hostJson = """{"version":"2.0"}""",
        string? localSettings = null)
    {
        var root = Directory.CreateTempSubdirectory("payfunctions-host-");
        await File.WriteAllTextAsync(Path.Combine(root.FullName, "host.json"), hostJson);
        if (localSettings is not null)
            await File.WriteAllTextAsync(Path.Combine(root.FullName, "local.settings.json"), localSettings);
        var builder = new FunctionsApplicationBuilder(["--port", "0"], typeof(SampleApp).Assembly, root.FullName);
        builder.Services.AddScoped<ScopedThing>();
        configure?.Invoke(builder);
        var host = builder.Build();
        await host.StartAsync();
        return new SampleApp(host, root);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync();
        _host.Dispose();
        _root.Delete(recursive: true);
    }
}
