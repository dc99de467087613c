using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PayFunctions.Infra.Idempotency;
using PayFunctions.Infra.Orders;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Tests.Infra.Orders;

public class OrderServicesTests
{
    [Fact]
    public void The_stores_stand_on_one_setting_alone()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("AzureWebJobsStorage", "UseDevelopmentStorage=true")]).Build();
        using var services = new ServiceCollection().AddLogging()
            .AddTableStorage(configuration).AddOrderBook().AddIdempotency(configuration).BuildServiceProvider();

        Assert.NotNull(services.GetRequiredService<OrderBook>());
        Assert.NotNull(services.GetRequiredService<Quarantine>());
        Assert.NotNull(services.GetRequiredService<IdempotencyStore>());
        Assert.Contains(services.GetServices<IHostedService>(), service => service is TablesAtStart);
    }
}
