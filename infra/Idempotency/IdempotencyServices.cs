using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.Infra.Idempotency;

public static class IdempotencyServices
{
    /// <summary>The idempotency store; it needs <c>AddTableStorage</c>.</summary>
    public static IServiceCollection AddIdempotency(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IdempotencyOptions>()
            .Bind(configuration.GetSection(IdempotencyOptions.Section))
            .Validate(
                options => options.ClaimHolds > TimeSpan.Zero && options.RetryAfter > TimeSpan.Zero,
                "Idempotency:ClaimHolds and Idempotency:RetryAfter are above zero, for example 00:10:00 and 00:00:02.")
            .Validate(
                options => options.Keeps > options.ClaimHolds,
                "Idempotency:Keeps is more than Idempotency:ClaimHolds, for example 3.00:00:00.")
            .ValidateOnStart();
        return services.AddSingleton<AnswerBlobs>().AddSingleton<IdempotencyStore>().AddSingleton<IdempotencyCleaning>();
    }
}
