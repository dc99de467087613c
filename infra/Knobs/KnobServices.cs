using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Configuration;

namespace PayFunctions.Infra.Knobs;

public static class KnobServices
{
    /// <summary>Settings that change while the app runs; they need <c>AddTableStorage</c> and <c>AddOrderBook</c>.</summary>
    public static IServiceCollection AddKnobs(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<KnobOptions>()
            .Bind(configuration.GetSection(KnobOptions.Section))
            .Validate(
                options => options.Watch >= TimeSpan.FromMilliseconds(100),
                Settings.Wrong("Knobs:Watch", "must be at least a tenth of a second", "00:00:10"))
            .ValidateOnStart();
        return services.AddSingleton<KnobOverrides>().AddSingleton<KnobBook>().AddHostedService<KnobWatch>();
    }

    /// <summary>Makes the numbers, times and switches of an options class knobs.</summary>
    /// <param name="readers">Where, besides the class's own assembly, those that read it are.</param>
    public static IServiceCollection AddKnobsOf<T>(this IServiceCollection services, string section, Assembly readers)
        where T : class, new() => services
        .AddSingleton<IPostConfigureOptions<T>>(all => new KnobLayer<T>(section, all.GetRequiredService<KnobOverrides>()))
        .AddSingleton<IOptionsChangeTokenSource<T>>(all => new ConfigurationChangeTokenSource<T>(
            all.GetRequiredService<KnobOverrides>().Configuration))
        .AddSingleton<IKnobClass>(all => new KnobClass<T>(
            section, readers, all.GetRequiredService<IOptionsMonitor<T>>(), all.GetServices<IConfigureOptions<T>>(),
            all.GetServices<IPostConfigureOptions<T>>(), all.GetServices<IValidateOptions<T>>()));
}
