using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace PayFunctions.Infra.Reconciliation;

public static class ReconciliationServices
{
    /// <summary>Bills, both sides of a day, and the book of runs. Needs <c>AddTableStorage</c> and <c>AddOrderBook</c>.</summary>
    public static IServiceCollection AddDayBooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<ReconciliationOptions>, ReconciliationOptionsRules>();
        services.AddOptions<ReconciliationOptions>()
            .Bind(configuration.GetSection(ReconciliationOptions.Section))
            .ValidateOnStart();
        return services
            .AddSingleton<BillBlobs>()
            .AddSingleton<BillFetching>()
            .AddSingleton<IndexMending>()
            .AddSingleton<RefusalHours>()
            .AddHostedService<RefusalKeeper>()
            .AddSingleton<DayDealing>()
            .AddSingleton<DayComparison>()
            .AddSingleton<OrdersOfBills>()
            .AddSingleton<DayFindings>()
            .AddSingleton<DayReports>()
            .AddSingleton<DayShadow>()
            .AddSingleton<DayQuality>()
            .AddSingleton<DayEvidence>()
            .AddSingleton<BillArchive>()
            .AddSingleton<ReconciliationBook>();
    }
}
