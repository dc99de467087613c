using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Storage;

namespace PayFunctions.Tests.Infra.Storage;

public class StorageOptionsTests
{
    [Fact]
    public void Storage_defaults_to_that_of_the_host() =>
        Assert.Equal(
            ["UseDevelopmentStorage=true"], Read(("AzureWebJobsStorage", "UseDevelopmentStorage=true")).Orders);

    [Theory]
    [InlineData("AzureWebJobsStorage:accountName", "shop", "https://shop.table.core.windows.net")]
    [InlineData("AzureWebJobsStorage:tableServiceUri", "https://shop.example/", "https://shop.example/")]
    public void The_host_s_storage_may_be_entered_by_identity(string setting, string value, string account) =>
        Assert.Equal([account], Read((setting, value)).Orders);

    [Fact]
    public void Several_accounts_are_taken_in_their_order() =>
        Assert.Equal(
            ["https://a.example/", "https://b.example/"],
            Read(("Storage:Orders:0", "https://a.example/"), ("Storage:Orders:1", "https://b.example/")).Orders);

    [Theory]
    [InlineData("AzureWebJobsStorage", null, "Storage:Orders:0 and AzureWebJobsStorage are both missing")]
    [InlineData("Storage:Orders:0", "not-a-connection-string", "Storage:Orders:0")]
    [InlineData("Storage:Orders:0", "http://shop.example/", "without https")]
    [InlineData("Storage:Retries", "11", "Storage:Retries")]
    [InlineData("Storage:NetworkTimeout", "00:00:00", "Storage:NetworkTimeout")]
    [InlineData("Storage:FirstRetry", "01:00:00", "Storage:FirstRetry")]
    [InlineData("Storage:Connections", "0", "Storage:Connections")]
    public void A_setting_that_can_not_stand_is_named_with_an_example(string setting, string? value, string named)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => Read((setting, value)));

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.Contains("for example", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_that_can_not_be_read_is_not_repeated_in_the_message()
    {
        var refused = Assert.Throws<OptionsValidationException>(
            () => Read(("Storage:Orders:0", "AccountKey=c2VjcmV0")));

        Assert.DoesNotContain("c2VjcmV0", refused.Message, StringComparison.Ordinal);
    }

    private static StorageOptions Read(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
            .Build();
        using var services = new ServiceCollection().AddTableStorage(configuration).BuildServiceProvider();
        return services.GetRequiredService<IOptions<StorageOptions>>().Value;
    }
}
