using Microsoft.Extensions.DependencyInjection;

namespace PayFunctions.Infra.Idempotency;

public static class IdempotencyServices
{
    /// <summary>The idempotency store; it needs <c>AddTableStorage</c>.</summary>
    public static IServiceCollection AddIdempotency(this IServiceCollection services) =>
        services.AddSingleton<IdempotencyStore>();
}
