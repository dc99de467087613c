using System.Net;
using PayFunctions.OperatorConsole;

namespace PayFunctions.Tests.Functions.OperatorConsole;

/// <summary>What a browser is given, and what it is told it may do with it.</summary>
[Collection(nameof(AppCollection))]
public class ConsoleFilesTests(AppFixture world)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_is_open_to_all_and_lets_nothing_run_that_this_app_does_not_serve()
    {
        using var answer = await GetAsync("console/");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        var page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_its_slash_it_is_sent_to_it()
    {
        using var alone = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await alone.GetAsync(new Uri(world.App.Http.BaseAddress!, "console"), Cancellation);

        Assert.Equal((HttpStatusCode.PermanentRedirect, "/api/console/"), (answer.StatusCode, answer.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task What_a_browser_has_is_not_sent_again()
    {
        using var first = await GetAsync("console/app.js");
        using var second = await GetAsync("console/app.js", ("If-None-Match", first.Headers.ETag!.ToString()));
        using var other = await GetAsync("console/app.js", ("If-None-Match", "\"other\""));

        Assert.Equal("no-cache", first.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Cancellation));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task It_is_zipped_for_whoever_takes_that()
    {
        using var zipped = await GetAsync("console/vendor/uplot.js", ("Accept-Encoding", "br, gzip;q=0.8"));
        using var plain = await GetAsync("console/vendor/uplot.js");
        using var refused = await GetAsync("console/vendor/uplot.js", ("Accept-Encoding", "gzip;q=0"));

        Assert.Equal("gzip", zipped.Content.Headers.ContentEncoding.Single());
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Empty(refused.Content.Headers.ContentEncoding);
        Assert.True(zipped.Content.Headers.ContentLength < plain.Content.Headers.ContentLength / 2);
    }

    [Theory]
    [InlineData("console/nothing.js")]
    [InlineData("console/../host.json")]
    [InlineData("console/..%2f..%2fhost.json")]
    [InlineData("console/vendor")]
    public async Task What_is_no_file_of_it_is_not_there(string path)
    {
        using var answer = await GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void All_of_it_stays_below_300_KB_before_it_is_zipped()
    {
        var bytes = ConsoleFiles.Names.Sum(name => ConsoleFiles.Find(name)!.Plain.Length);

        Assert.InRange(bytes, 1, 300_000);
    }

    private Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return world.App.Stranger.SendAsync(request, Cancellation);
    }
}
