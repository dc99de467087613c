using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;

namespace PayFunctions.Edge;

/// <summary>An error as merchants get it: RFC 9457 problem details.</summary>
/// <param name="Kind">The stable word that a machine reads; <c>type</c> is
/// <c>urn:payfunctions:problem:{Kind}</c>.</param>
internal sealed record Problem(int Status, string Kind, string Title)
{
    public string? Detail { get; init; }

    /// <summary>Each field of the request that can't stand.</summary>
    public IReadOnlyList<FieldProblem> Errors { get; init; } = [];

    public int? RetryAfterSeconds { get; init; }

    /// <summary>Where the order stands, when that is what stands in the way.</summary>
    public OrderState? State { get; init; }

    /// <summary>What failed at the provider, by our catalogue; its word is then the problem's code.</summary>
    public FailureCode? ProviderFailure { get; init; }

    /// <summary>The provider's own code.</summary>
    public string? ProviderCode { get; init; }

    public static Problem UnknownKey { get; } = new(401, "unknown-key", "The x-api-key is not known.");

    public static Problem ReadOnly { get; } = new(403, "read-only-key", "This key reads and changes nothing.");

    public static Problem NotTheirs { get; } = new(403, "not-theirs", "This key sees one tenant's orders, and not the whole app.");

    public static Problem NoSuchOrder { get; } = new(404, "no-such-order", "There is no such order.");

    public static Problem Unavailable { get; } =
        new(503, "unavailable", "Not available right now; nothing is lost.") { RetryAfterSeconds = 2 };

    public static Problem Failure { get; } = new(500, "failure", "Something went wrong on our side.");

    public static Problem TooLarge { get; } = new(413, "too-large", "The body is too large.");

    public static Problem TooSlow { get; } = new(408, "too-slow", "The body did not arrive in time.");

    public static Problem NotJson { get; } =
        new(415, "not-json", "The body is not said to be JSON.") { Detail = "Send it with Content-Type: application/json." };

    public static Problem TooMany(TimeSpan wait) =>
        new(429, "too-many", "Too many requests.") { RetryAfterSeconds = (int)Math.Ceiling(wait.TotalSeconds) };

    public static Problem Invalid(params IReadOnlyList<FieldProblem> errors) =>
        new(400, "invalid-request", "The request can't be taken as it is.") { Errors = errors };
}
