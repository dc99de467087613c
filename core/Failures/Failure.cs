using System.Text;

namespace PayFunctions.Core.Failures;

/// <summary>One line of the catalogue.</summary>
/// <param name="Retryable">The very same call may go well later: it is made again, within its cause's patience.</param>
/// <param name="Meaning">For people, in one sentence or two.</param>
public sealed record Failure(FailureCode Code, FailureCause Cause, bool Retryable, WhoActs Acts, string Meaning)
{
    /// <summary>The code as documents, logs and problem details write it: <c>order-paid</c>.</summary>
    public string Word => Kebab(Code.ToString());

    /// <summary>How <see cref="Acts"/> is written there: <c>nobody</c>.</summary>
    public string ActsWord => Kebab(Acts.ToString());

    private static string Kebab(string name)
    {
        var word = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && word.Length > 0) word.Append('-');
            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
