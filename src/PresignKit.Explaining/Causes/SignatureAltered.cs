using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The signature itself was changed.</summary>
internal sealed class SignatureAltered : ICause
{
    // Two signatures of different requests differ in 60 of 64 digits. So near is the same one, with a digit or two mistyped.
    private const int MostMistypedDigits = 8;

    private const string Remedy
        = "Send the URL exactly as it was issued; nothing may lower, cut, pad or decorate it (quotes and full stops at its end are a favourite).";

    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Presign.Signature is not { } signature)
        {
            return [];
        }

        if (request.IssuedPresign?.Signature is { } issued && issued != signature)
        {
            return [Finding.Proven(RefusalCodes.SignatureAltered, "The signature in the URL is not the one that was issued.", Remedy)];
        }

        var strange = signature.Count(c => !char.IsAsciiHexDigitLower(c));
        if (signature.Length > 64 || strange > 0)
        {
            return [Finding.Proven(RefusalCodes.SignatureAltered, $"The signature in the URL cannot be one: it has {signature.Length} characters, {strange} of them no lower-case hex digits; a signature is 64 of those.", Remedy)];
        }

        return signature.Length == 64 && request.CanSearch && request.Sent is { } sent && IsNear(signature, request, sent)
            ? [Finding.Proven(RefusalCodes.SignatureAltered, "The signature in the URL differs in a few digits from the right one for this request.", Remedy)]
            : [];
    }

    private static bool IsNear(string signature, RefusedRequest request, SignableRequest sent) => UnknownHeaders.Fill(request, sent).Any(filled =>
        request.Search!.TryCompute(filled) is { } right
        && right.Zip(signature).Count(pair => pair.First != pair.Second) <= MostMistypedDigits);
}
