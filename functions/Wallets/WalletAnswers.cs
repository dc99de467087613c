using System.Net;
using Microsoft.Azure.Functions.Worker.Http;
using PayFunctions.Core;
using PayFunctions.Core.Wallets;
using PayFunctions.Edge;
using PayFunctions.Infra.Wallets;

namespace PayFunctions.Wallets;

/// <summary>Wallets and holds as merchants see them, and what stands in their way.</summary>
internal static class WalletAnswers
{
    public static Problem NoSuchAccount { get; } = new(404, "no-such-account", "There is no such account.");

    public static Task<HttpResponseData> HoldAsync(HttpRequestData request, HttpStatusCode status, WalletAnswer answer) =>
        answer.Outcome switch
        {
            WalletOutcome.Done or WalletOutcome.Repeat => Answers.JsonAsync(request, status, Hold(answer.Hold!, answer.Wallet)),
            WalletOutcome.Refused => Answers.ProblemAsync(request, Refused(answer)),
            WalletOutcome.Contended => Answers.ProblemAsync(request, Problem.Unavailable),
        };

    public static byte[] Balance(Wallet wallet) => Json.Write(wallet, static (json, wallet) =>
    {
        json.WriteStartObject();
        json.WriteString("account"u8, wallet.Account);
        json.WriteMoney("available"u8, new Money(wallet.Available, wallet.Currency));
        json.WriteMoney("frozen"u8, new Money(wallet.Frozen, wallet.Currency));
        json.WriteEndObject();
    });

    private static byte[] Hold(Hold hold, Wallet? wallet) => Json.Write(hold, wallet, static (json, hold, wallet) =>
    {
        json.WriteStartObject();
        json.WriteString("holdId"u8, hold.Id);
        json.WriteString("state"u8, hold.State.ToString());
        // The fence of an empty cancel has neither amount nor account.
        if (wallet is not null && hold.MinorUnits > 0)
        {
            json.WriteMoney("amount"u8, new Money(hold.MinorUnits, wallet.Currency));
            json.WriteTime("expiresAt"u8, hold.ExpiresAt);
        }

        json.WriteEndObject();
    });

    private static Problem Refused(WalletAnswer answer) => answer.Refusal switch
    {
        WalletRefusal.NoSuchAccount => NoSuchAccount,
        WalletRefusal.InsufficientBalance => new(422, "insufficient-balance", "Less is available than the hold asks for.")
        {
            Detail = $"Available: {answer.Wallet!.Available}, asked for: {answer.Hold!.MinorUnits} {answer.Wallet.Currency}.",
        },
        WalletRefusal.OtherCurrency => new(422, "other-currency", "The account is kept in another currency.")
        {
            Detail = $"The account's currency is {answer.Wallet!.Currency}.",
        },
        WalletRefusal.OtherAmount => new(409, "hold-exists", "There is another hold with this id.")
        {
            Detail = $"It holds {answer.Hold!.MinorUnits} {answer.Wallet?.Currency.Code}.",
        },
        WalletRefusal.WrongState => new(409, "hold-state", "The hold's state does not allow it.")
        {
            Detail = $"The hold is {answer.Hold!.State}.",
        },
        null => throw new InvalidOperationException("A refusal without a reason."),
    };
}
