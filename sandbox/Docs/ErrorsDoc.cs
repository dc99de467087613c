using System.Text;
using PayFunctions.Core.Failures;
using PayFunctions.Infra.Alipay;
using PayFunctions.Infra.UnionPay;
using PayFunctions.Infra.WeChatPay;
using AlipayWords = PayFunctions.Infra.Alipay.ErrorWords;
using WeChatPayWords = PayFunctions.Infra.WeChatPay.ErrorWords;

namespace PayFunctions.Sandbox.Docs;

/// <summary>
/// <c>docs/errors.md</c>: the catalogue of what can fail at a provider, and every provider's codes in it.
/// </summary>
internal static class ErrorsDoc
{
    public static string Write()
    {
        var text = new StringBuilder(GeneratedDocs.Note);
        text.Append("""
            # Errors

            Whatever a provider answers comes down to one of these codes. A problem detail of ours carries it as `code`, with
            `retryable` and `acts`; the provider's own code stands beside it as `providerCode`. A problem that is none of a
            provider's has the last word of its `type` as its `code`.

            *Tries* is how often an order's orchestration tries a step that fails so, all in all, before it leaves it to its poll
            plan: the settings `Outbound:Retries:Connection`, `Refusal` and `System`. What may have moved money is tried again
            only after a query has told what became of it; the HTTP layer below repeats reads and what provably never left.

            | code | cause | tries | who acts | means |
            | --- | --- | --- | --- | --- |

            """);
        foreach (var failure in FailureCatalogue.All)
        {
            var tries = failure.Retryable ? $"{RetryPlan.Default.Attempts(failure.Cause)}" : "1";
            text.Append($"| `{failure.Word}` | {Lower(failure.Cause)} | {tries} | ")
                .Append($"{failure.ActsWord} | {failure.Meaning} |\n");
        }

        text.Append("""

            ## WeChat Pay

            Codes come with underscores and without. Any 429 is `too-frequent`. Any 5xx is `provider-failing` whatever its code
            (but `BANK_ERROR`, `OPENID_MISMATCH` and `INVALID_TRANSACTIONID`): it may have been carried out. A code that is not
            in this table is `code-unknown`, never a guess.

            | theirs | also | ours |
            | --- | --- | --- |

            """);
        foreach (var (theirs, ours) in WeChatPayWords.Documented)
        {
            var bare = theirs.Replace("_", "", StringComparison.Ordinal);
            var also = bare == theirs ? "" : $"`{bare}`";
            text.Append($"| `{theirs}` | {also} | `{FailureCatalogue.Of(ours).Word}` |\n");
        }

        text.Append("""

            Why a share did not go, or did not come back (`fail_reason`); a split shows it as `failure`:

            | theirs | ours |
            | --- | --- |

            """);
        foreach (var (theirs, ours) in ShareReasons.Documented)
            text.Append($"| `{theirs}` | `{FailureCatalogue.Of(ours).Word}` |\n");

        text.Append("""

            ## Alipay

            The code of an answer, and the sub_code where the code is 40004. *Asks*: it speaks of the trade, so a query tells. "No
            such trade" is no failure: before a code is scanned there is none. A code that is not in this table is
            `code-unknown`, never a guess, and sub_msg is never looked at.

            | theirs | the call | ours |
            | --- | --- | --- |

            """);
        foreach (var (theirs, meaning, ours) in AlipayWords.Documented)
            text.Append($"| `{theirs}` | {Says(meaning)} | `{FailureCatalogue.Of(ours).Word}` |\n");

        text.Append("""

            ## UnionPay

            The respCode of a request, and the origRespCode of a trade that is asked about. *Asks*: it may have happened, so a query
            tells. A respMsg that ends in `[2600000]` is `order-unknown` whatever its code. A code that is not in this table is
            `code-unknown`, never a guess.

            | theirs | of a trade | ours |
            | --- | --- | --- |

            """);
        foreach (var (theirs, meaning, ours) in RespCodes.Documented)
        {
            var word = ours is { } failure ? $"`{FailureCatalogue.Of(failure).Word}`" : "";
            text.Append($"| `{theirs}` | {Says(meaning)} | {word} |\n");
        }

        return text.ToString();
    }

    private static string Says(ErrorMeaning meaning) => meaning switch
    {
        ErrorMeaning.Refused => "refused",
        ErrorMeaning.NotFound => "not there",
        ErrorMeaning.Later => "not carried out: later",
        ErrorMeaning.StillPaying => "still paying",
        ErrorMeaning.AskInstead => "asks",
        ErrorMeaning.Unknown => "may have happened: asks",
        ErrorMeaning.Undocumented => "not documented",
    };

    private static string Says(RespMeaning meaning) => meaning switch
    {
        RespMeaning.Done => "done",
        RespMeaning.Defective => "done, once a query says so",
        RespMeaning.UnderWay => "under way",
        RespMeaning.Unclear => "asks",
        RespMeaning.NotFound => "not there, or not yet",
        RespMeaning.Later => "not done, again later",
        RespMeaning.Failed => "failed",
    };

    private static string Lower(FailureCause cause) => cause.ToString().ToLowerInvariant();
}
