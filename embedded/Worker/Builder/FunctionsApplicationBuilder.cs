using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Azure.Functions.Worker.Runtime;
using Microsoft.Azure.Functions.Worker.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Composes an app; Build gives the host that serves it.</summary>
public class FunctionsApplicationBuilder : IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private readonly MiddlewareList _middleware = new();
    private readonly HostJson _host;
    private readonly IReadOnlyList<DiscoveredFunction> _functions;

    internal FunctionsApplicationBuilder(string[] args, Assembly app, string contentRoot)
    {
        var local = LocalSettings.Read(contentRoot);
        _host = HostJson.Read(contentRoot, local.Values);
        _functions = DiscoveredFunction.FindIn(app);
        _web = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = app.GetName().Name, ContentRootPath = contentRoot });
        AddSettings(args, local);
        AddLogging();
        AddRuntime();
        Listen(PortArgument.Read(args, local.Port));
        foreach (var extension in WorkerExtensions.Of(app))
            extension.Configure(Services, Configuration, _host, _functions);
        Services.AddSingleton<TimerFunctions>();
        Services.AddHostedService(services => services.GetRequiredService<TimerFunctions>());
    }

    public IServiceCollection Services => _web.Services;

    public ConfigurationManager Configuration => _web.Configuration;

    public ILoggingBuilder Logging => _web.Logging;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _middleware.Add(middleware);
        return this;
    }

    public IHost Build()
    {
        var app = _web.Build();
        var routes = Routes();
        app.Services.GetRequiredService<HttpFunctions>().Map(app, routes);
        app.Services.GetRequiredService<AdminEndpoint>().Map(app);
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var line in FunctionList.Lines(_functions, routes, [.. app.Urls])) Console.WriteLine(line);
        });
        return app;
    }

    private HttpRoute[] Routes() =>
    [
        .. from function in _functions
           where function.Trigger is HttpTriggerAttribute
           select new HttpRoute(function, _host.RoutePrefix, text => Placeholders.Resolve(text, Configuration)),
    ];

    // The environment's own settings win over the file's, as in Core Tools.
    private void AddSettings(string[] args, LocalSettings local)
    {
        Configuration.Sources.Clear();
        Configuration.AddInMemoryCollection(local.Values);
        Configuration.AddEnvironmentVariables();
        Configuration.AddCommandLine(args);
    }

    private void AddLogging()
    {
        Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff'Z' ";
        });
        Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning); // Else two lines a request.
        Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning); // The host says itself where it listens.
        Logging.AddConfiguration(_host.Values.GetSection("logging"));
    }

    private void AddRuntime()
    {
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddSingleton(_host);
        Services.AddSingleton(_functions);
        Services.AddSingleton(_middleware);
        Services.AddSingleton<FunctionInvoker>();
        Services.AddSingleton<HttpFunctions>();
        Services.AddSingleton<AdminEndpoint>();
        Services.AddSingleton(_ => FunctionKeys.Read(Configuration, HostFolder, Console.WriteLine));
        Services.AddSingleton(services => new TimerMonitor(
            Path.Combine(HostFolder, "timers"), services.GetRequiredService<ILogger<TimerMonitor>>()));
    }

    private void Listen(int port) => _web.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 100 * 1024 * 1024; // The genuine host's own limit.
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10); // No front end stands before this host.
        Configuration.GetSection("Kestrel:Limits").Bind(kestrel.Limits);
        kestrel.Listen(System.Net.IPAddress.Loopback, port);
    });

    // The journal's own: what the host keeps is small and lies beside it.
    private string HostFolder => Path.GetFullPath(
        Configuration["Durable:Journal"] ?? Path.Combine(".payfunctions", "journal"), _web.Environment.ContentRootPath);
}
