using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PayFunctions.Tests.Contracts.Providers;

/// <summary>An address on loopback that is not what it should be.</summary>
internal sealed class Endpoint : IAsyncDisposable
{
    private static readonly Dictionary<string, (int Status, string Body)> Answers = new()
    {
        ["nothing"] = (200, ""),
        ["a proxy's page"] = (200, "<html><body>Sign in to the network</body></html>"),
        ["an empty object"] = (200, "{}"),
        ["an object cut short"] = (200, "{\"code\":\"10000\",\"trade_state\":\"SUC"),
        ["an array"] = (200, "[1,2,3]"),
        ["500"] = (500, "{\"error\":\"out of order\"}"),
        ["a gateway's 502"] = (502, "<html>Bad Gateway</html>"),
        ["2 MB"] = (200, new string(' ', 2 * 1024 * 1024)),
        ["a redirect"] = (302, ""),
    };

    private readonly WebApplication _server;

    private Endpoint(WebApplication server) => _server = server;

    public static TheoryData<string> Rubbish => [.. Answers.Keys];

    public Uri Url => new(_server.Urls.Single());

    public static async Task<Endpoint> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(context => answer(context));
        await server.StartAsync(TestContext.Current.CancellationToken);
        return new(server);
    }

    public static Task WriteRubbishAsync(HttpContext context, string what)
    {
        var (status, body) = Answers[what];
        context.Response.StatusCode = status;
        if (status == 302) context.Response.Headers.Location = "http://127.0.0.1:1/";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body)).AsTask();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
