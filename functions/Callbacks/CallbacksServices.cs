using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.Callbacks;

internal static class CallbacksServices
{
    /// <summary>What every provider's callback goes through once it is verified.</summary>
    public static IServiceCollection AddCallbacks(this IServiceCollection services) =>
        services.AddSingleton<NotificationIntake>().AddSingleton<FormIntake>().AddSingleton<AppStoreIntake>();
}
