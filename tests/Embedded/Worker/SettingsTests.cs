using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PayFunctions.Tests.Embedded.Worker;

public class SettingsTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    // azure-functions-host: src/WebJobs.Script/Config/HostJsonFileConfigurationSource.cs
    [Fact]
    public async Task The_prefix_is_that_of_host_json()
    {
        await using var app = await SampleApp.StartAsync(
            hostJson: """{"version":"2.0","extensions":{"http":{"routePrefix":"pay"}}}""");

        using var answer = await app.Client.PostAsync("/pay/echo", new ByteArrayContent([1]), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    // azure-functions-host: src/WebJobs.Script/Config/HostJsonFileConfigurationSource.cs
    [Theory]
    [InlineData("""{"version":"1.0"}""", "\"version\" must be \"2.0\"")]
    [InlineData("{\n  \"version\": oops\n}", "line 2")]
    public async Task A_host_json_that_does_not_read_stops_the_start_and_says_where(string json, string expected)
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => SampleApp.StartAsync(hostJson: json));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("host.json", error.Message, StringComparison.Ordinal);
    }

    // azure-functions-core-tools: src/Azure.Functions.Cli/Common/AppSettingsFile.cs
    [Fact]
    public async Task Values_of_local_settings_are_settings_with_either_separator()
    {
        string? colon = null, underscores = null;
        await using var app = await SampleApp.StartAsync(
            builder => (colon, underscores) = (builder.Configuration["A:B"], builder.Configuration["C:D"]),
            localSettings: """{"Values":{"A:B":"1","C__D":"2"}}""");

        Assert.Equal(("1", "2"), (colon, underscores));
    }

    // azure-functions-core-tools: src/Azure.Functions.Cli/Common/AppSettingsFile.cs
    [Fact]
    public async Task Encrypted_local_settings_stop_the_start_and_say_what_to_do()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => SampleApp.StartAsync(localSettings: """{"IsEncrypted":true,"Values":{}}"""));

        Assert.Contains("func settings decrypt", error.Message, StringComparison.Ordinal);
    }

    // azure-functions-core-tools: src/Azure.Functions.Cli/Actions/HostActions/StartHostAction.cs
    [Fact]
    public async Task The_environments_own_setting_wins_over_the_files()
    {
        Environment.SetEnvironmentVariable("PAYFUNCTIONS_TEST__Winner", "environment");
        string? winner = null, other = null;

        await using var app = await SampleApp.StartAsync(
            builder => (winner, other) = (
                builder.Configuration["PAYFUNCTIONS_TEST:Winner"], builder.Configuration["PAYFUNCTIONS_TEST:Other"]),
            localSettings: """{"Values":{"PAYFUNCTIONS_TEST:Winner":"file","PAYFUNCTIONS_TEST:Other":"file"}}""");

        Assert.Equal(("environment", "file"), (winner, other));
    }

    // azure-functions-host: src/WebJobs.Script/Config/HostJsonFileConfigurationSource.cs
    [Fact]
    public async Task A_value_of_host_json_can_be_overridden_by_a_setting()
    {
        await using var app = await SampleApp.StartAsync(
            localSettings: """{"Values":{"AzureFunctionsJobHost__extensions__http__routePrefix":"other"}}""");

        using var answer = await app.Client.PostAsync("/other/echo", new ByteArrayContent([1]), Cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    // azure-functions-host: src/WebJobs.Script/Config/HostJsonFileConfigurationSource.cs (logging)
    [Fact]
    public async Task Log_levels_are_those_of_host_json()
    {
        await using var app = await SampleApp.StartAsync(
            hostJson: """{"version":"2.0","logging":{"logLevel":{"default":"Error","Our.Part":"Debug"}}}""");
        var loggers = app.Services.GetRequiredService<ILoggerFactory>();

        Assert.True(loggers.CreateLogger("Our.Part.Inner").IsEnabled(LogLevel.Debug));
        Assert.False(loggers.CreateLogger("Another").IsEnabled(LogLevel.Warning));
    }

    // azure-functions-host: src/WebJobs.Script.WebHost/Security/KeyManagement/SecretManager.cs
    [Fact]
    public void A_key_is_made_at_first_start_told_once_and_kept()
    {
        var folder = Directory.CreateTempSubdirectory("payfunctions-keys-");
        var told = new List<string>();

        FunctionKeys.Read(NoSettings, folder.FullName, told.Add);
        var again = FunctionKeys.Read(NoSettings, folder.FullName, told.Add);

        var key = Assert.Single(told)[^43..]; // 32 bytes as base64url.
        Assert.True(again.Open(AuthorizationLevel.Function, key));
        Assert.True(again.Open(AuthorizationLevel.Admin, key));
        folder.Delete(recursive: true);
    }

    // azure-functions-host: src/WebJobs.Script.WebHost/Security/KeyManagement/SecretManager.cs
    [Fact]
    public void A_key_file_that_a_crash_left_empty_is_made_anew()
    {
        var folder = Directory.CreateTempSubdirectory("payfunctions-keys-");
        File.WriteAllText(Path.Combine(folder.FullName, "function.key"), "");
        var told = new List<string>();

        var keys = FunctionKeys.Read(NoSettings, folder.FullName, told.Add);

        Assert.False(keys.Open(AuthorizationLevel.Function, ""));
        Assert.True(keys.Open(AuthorizationLevel.Function, Assert.Single(told).AsSpan(^43..)));
        folder.Delete(recursive: true);
    }

    // azure-functions-core-tools: src/Azure.Functions.Cli/Actions/HostActions/StartHostAction.cs
    [Theory]
    [InlineData(new string[0], null, 7071)]
    [InlineData(new string[0], 8080, 8080)]
    [InlineData(new[] { "--port", "9000" }, 8080, 9000)]
    [InlineData(new[] { "--port=9000" }, null, 9000)]
    [InlineData(new[] { "-p", "0" }, null, 0)]
    public void The_port_is_the_arguments_or_the_files_or_core_tools_own(string[] args, int? local, int port) =>
        Assert.Equal(port, PortArgument.Read(args, local));

    // azure-functions-core-tools: src/Azure.Functions.Cli/Actions/HostActions/StartHostAction.cs
    [Theory]
    [InlineData("--port")]
    [InlineData("--port=many")]
    public void A_port_that_is_none_is_said_to_be(string argument) => Assert.Contains(
        "--port 7071", Assert.Throws<InvalidOperationException>(() => PortArgument.Read([argument], null)).Message,
        StringComparison.Ordinal);

    // azure-webjobs-sdk: src/Microsoft.Azure.WebJobs.Host/NameResolverExtensions.cs
    [Fact]
    public void A_setting_between_percent_signs_is_resolved_and_a_missing_one_is_named()
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Schedules:Nightly", "0 0 2 * * *")]).Build();

        Assert.Equal("at 0 0 2 * * *", Placeholders.Resolve("at %Schedules__Nightly%", settings));
        var error = Assert.Throws<InvalidOperationException>(() => Placeholders.Resolve("%Schedules:Daily%", settings));
        Assert.Contains("Schedules:Daily", error.Message, StringComparison.Ordinal);
    }

    private static IConfiguration NoSettings => new ConfigurationBuilder().Build();
}
