using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PayFunctions.Edge;
using PayFunctions.Tests.Infra.Alipay;

namespace PayFunctions.Tests.Functions;

public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("payfunctions-start-");

    public StartTests() =>
        File.Copy(Path.Combine(AppContext.BaseDirectory, "host.json"), Path.Combine(_root.FullName, "host.json"));

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void What_is_missing_is_named_with_where_it_is_read_and_an_example_a_line_each()
    {
        var lines = ProblemsWith(new() { ["WeChatPay:Merchants:1900000001:AppId"] = "wx0000000000000001" });

        Assert.Contains(lines, line => line.Contains("AzureWebJobsStorage", StringComparison.Ordinal));
        var key = Assert.Single(
            lines, line => line.Contains("Merchants:1900000001:ApiV3Key is missing", StringComparison.Ordinal));
        Assert.Contains("WeChatPay__Merchants__1900000001__ApiV3Key", key, StringComparison.Ordinal);
        Assert.Contains("local.settings.json", key, StringComparison.Ordinal);
        Assert.Contains("Example: ", key, StringComparison.Ordinal);
        Assert.All(lines, line => Assert.DoesNotContain('\n', line));
    }

    [Theory]
    [InlineData("Orders:FirstPoll", "soon", "00:00:30")]
    [InlineData("Orders:PollGrowth", "much", "1.5")]
    [InlineData("Callbacks:MaxBodyBytes", "64KB", "10")]
    public void What_is_unreadable_is_named_without_its_value(string setting, string value, string example)
    {
        var line = Assert.Single(ProblemsWith(new() { [setting] = value }));

        Assert.Contains($"The setting {setting} is not readable", line, StringComparison.Ordinal);
        Assert.EndsWith($"Example: {example}", line, StringComparison.Ordinal);
        Assert.DoesNotContain(value, line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Orders:PollGrowth", "0.5")]
    [InlineData("Orders:PollGrowth", "NaN")]
    [InlineData("Orders:FirstPoll", "-00:00:01")]
    [InlineData("Orders:LongestPoll", "00:00:01")]
    [InlineData("Orders:ExpiresIn", "00:00:01")]
    [InlineData("Callbacks:AnswerWithin", "00:00:00")]
    [InlineData("Tenants:acme:Keys:0", "short")]
    [InlineData("Tenants:a/b:Keys:0", "a-key-that-is-long-enough")]
    [InlineData("Tenants:a-b:Keys:0", "a-key-that-is-long-enough")]
    [InlineData("WeChatPay:Merchants:1900000001:Tenant", "a-b")]
    [InlineData("Alipay:Apps:2021000000000001:Tenant", "a-b")]
    [InlineData("UnionPay:Merchants:777290058110048:Tenant", "a-b")]
    [InlineData("AppStore:Apps:com.example.tea:Tenant", "a-b")]
    [InlineData("ApplePay:Merchants:merchant.com.example.tea:Tenant", "a-b")]
    public void What_makes_no_sense_is_named(string setting, string value) =>
        Assert.Contains(
            ProblemsWith(new() { [setting] = value }),
            line => line.Contains(setting, StringComparison.Ordinal)
                || line.Contains(setting[..^2], StringComparison.Ordinal));

    [Fact]
    public void One_key_does_not_speak_for_two_tenants()
    {
        var lines = ProblemsWith(new()
        {
            ["Tenants:acme:Keys:0"] = "the-very-same-key",
            ["Tenants:bolt:Keys:0"] = "the-very-same-key",
        });

        Assert.Contains(lines, line => line.Contains("a key speaks for one tenant", StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain("the-very-same-key", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_an_account_at_any_provider_the_start_says_which_setting_makes_one() => Assert.Contains(
        ProblemsWith(new() { ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true" }),
        line => line.Contains("WeChatPay:Merchants:{merchantId}:AppId is missing", StringComparison.Ordinal));

    [Fact]
    public void An_account_at_Alipay_alone_is_enough()
    {
        var (app, at) = (AlipaySide.PublicKeyMode(), $"Alipay:Apps:{AlipaySide.AppId}:");
        using var host = Build(new()
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            [at + "PrivateKey"] = app.PrivateKey,
            [at + "PublicKey"] = app.PublicKey,
            [at + "SellerId"] = app.SellerId,
            [at + "NotifyUrl"] = app.NotifyUrl,
        });

        Assert.Null(Record.Exception(host.Services.GetRequiredService<IStartupValidator>().Validate));
    }

    [Fact]
    public async Task A_start_that_is_stopped_ends_with_exit_code_1() =>
        Assert.Equal(1, await Start.RunAsync(() => Build([])));

    [Fact]
    public void A_bug_is_not_dressed_up_as_a_wrong_setting() =>
        Assert.Empty(StartProblems.Of(new InvalidOperationException("Sequence contains no elements")));

    private IReadOnlyList<string> ProblemsWith(Dictionary<string, string?> settings)
    {
        using var host = Build(settings);
        var thrown = Record.Exception(host.Services.GetRequiredService<IStartupValidator>().Validate);
        return StartProblems.Of(Assert.IsAssignableFrom<Exception>(thrown));
    }

    private IHost Build(Dictionary<string, string?> settings)
    {
        var builder = new FunctionsApplicationBuilder(
            ["--port", "0"], typeof(PayFunctions.Program).Assembly, _root.FullName);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Configuration["FunctionKeys:tests"] = "key";
        return PayFunctions.Program.Compose(builder).Build();
    }
}
