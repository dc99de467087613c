using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PayFunctions.Edge;

internal static class EdgeServices
{
    /// <summary>
    /// What stands around every request: errors in the caller's shape, the caller's tenant, one run a key.
    /// </summary>
    public static FunctionsApplicationBuilder AddEdge(this FunctionsApplicationBuilder app)
    {
        app.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        app.Services.TryAddSingleton(TimeProvider.System);
        app.Services.AddSingleton<IValidateOptions<TenantsOptions>, TenantsOptionsRules>();
        app.Services.AddOptions<TenantsOptions>()
            .Configure(options => options.Read(app.Configuration.GetSection(TenantsOptions.Section)))
            .ValidateOnStart();
        app.Services.AddSingleton<IValidateOptions<EdgeOptions>, EdgeOptionsRules>();
        app.Services.AddOptions<EdgeOptions>().Bind(app.Configuration.GetSection(EdgeOptions.Section)).ValidateOnStart();
        app.Services.AddSingleton<IValidateOptions<ConsoleOptions>, ConsoleOptionsRules>();
        app.Services.AddOptions<ConsoleOptions>()
            .Bind(app.Configuration.GetSection(ConsoleOptions.Section)).ValidateOnStart();
        app.Services
            .AddSingleton<Callers>().AddSingleton<People>().AddSingleton<Sources>().AddSingleton<AllowedSources>().AddSingleton<CallerLimits>()
            .AddSingleton<RefusalBursts>();
        app.UseWhen<TraceMiddleware>(context => Traced.Of(context.FunctionDefinition.Name) is not null);
        app.UseWhen<ErrorMiddleware>(context => Doors.Of(context) is not null);
        app.UseWhen<ProviderDoorMiddleware>(context => Doors.Of(context) == Door.Provider);
        app.UseWhen<CallerMiddleware>(context => Doors.Of(context) == Door.Merchant);
        app.UseWhen<PersonMiddleware>(context => Doors.Of(context) == Door.Operator);
        app.UseWhen<IdempotencyMiddleware>(context => Doors.Of(context) == Door.Merchant);
        app.UseWhen<OperatorAudit>(OperatorAudit.Covers);
        return app;
    }
}
