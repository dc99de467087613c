using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Azure.Functions.Worker.Runtime;
using Microsoft.Azure.Functions.Worker.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Composes an app; Build gives the host that serves it.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private readonly MiddlewareList _middleware = new();
    private readonly HostJson _host;
    private readonly IReadOnlyList<DiscoveredFunction> _functions;

    internal FunctionsApplicationBuilder(string[] args, Assembly app, string contentRoot)
    {
        _host = HostJson.Read(contentRoot);
        _functions = DiscoveredFunction.FindIn(app);
        _web = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = app.GetName().Name, ContentRootPath = contentRoot });
        Configure(args, contentRoot);
        Services.AddSingleton(_middleware);
        Services.AddSingleton<FunctionInvoker>();
        Services.AddSingleton<HttpFunctions>();
        Services.AddSingleton(_host);
        foreach (var extension in WorkerExtensions.Of(app))
            extension.Configure(Services, Configuration, _host, _functions);
    }

    public IServiceCollection Services => _web.Services;

    public ConfigurationManager Configuration => _web.Configuration;

    public IHostEnvironment Environment => _web.Environment;

    public ILoggingBuilder Logging => _web.Logging;

    public IMetricsBuilder Metrics => _web.Metrics;

    IDictionary<object, object> IHostApplicationBuilder.Properties => ((IHostApplicationBuilder)_web).Properties;

    IConfigurationManager IHostApplicationBuilder.Configuration => _web.Configuration;

    void IHostApplicationBuilder.ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure) =>
        ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _middleware.Add(middleware);
        return this;
    }

    public IHost Build()
    {
        var app = _web.Build();
        var http = app.Services.GetRequiredService<HttpFunctions>();
        var routes = http.Map(app, _functions, _host, text => Placeholders.Resolve(text, Configuration));
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var line in routes) Console.WriteLine($"  {line}");
            foreach (var url in app.Urls) Console.WriteLine($"Now listening on {url}");
        });
        return app;
    }

    private void Configure(string[] args, string contentRoot)
    {
        var port = PortArgument.Read(args);
        Configuration.Sources.Clear();
        Configuration.AddInMemoryCollection(LocalSettings.Read(contentRoot));
        Configuration.AddEnvironmentVariables();
        Configuration.AddCommandLine(args);
        Logging.AddConfiguration(_host.Values.GetSection("logging"));
        Services.AddSingleton(_ => FunctionKeys.Read(Configuration, JournalFolder(contentRoot), Console.WriteLine));
        _web.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 100 * 1024 * 1024; // The genuine host's own limit.
            kestrel.Listen(System.Net.IPAddress.Loopback, port);
        });
    }

    private string JournalFolder(string contentRoot) =>
        Path.Combine(contentRoot, Configuration["Durable:Journal"] ?? Path.Combine(".payfunctions", "journal"));
}
