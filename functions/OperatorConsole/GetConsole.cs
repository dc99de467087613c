using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Edge;

namespace PayFunctions.OperatorConsole;

/// <summary>The operators' console: files that know nothing. What they show, they ask the API for with the operator's key.</summary>
public sealed class GetConsole
{
    [Function(nameof(GetConsole))]
    public Task<HttpResponseData> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "console/{*path}")] HttpRequestData request, string? path)
    {
        if (!string.IsNullOrEmpty(path))
        {
            return ConsoleFiles.Find(path) is { } file
                ? ConsoleAnswers.FileAsync(request, file)
                : Answers.ProblemAsync(request, NoSuchFile);
        }

        return request.Url.AbsolutePath.EndsWith('/')
            ? ConsoleAnswers.FileAsync(request, ConsoleFiles.Find(ConsoleFiles.Index)!)
            : Task.FromResult(ConsoleAnswers.WithSlash(request));
    }

    private static Problem NoSuchFile { get; } = new(404, "no-such-file", "The console has no such file.");
}
