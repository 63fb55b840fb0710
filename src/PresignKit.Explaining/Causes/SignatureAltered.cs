using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The signature itself was changed.</summary>
internal sealed class SignatureAltered : ICause
{
    // Signatures of two different requests differ in about 60 of 64 digits. One this similar is the same one, with a digit or two mistyped.
    private const int MostMistypedDigits = 8;

    private const string Remedy
        = "Send the URL exactly as it was issued. Do not change its letter case, cut it, or add to it, such as a quote or a period at its end.";

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
            return [Finding.Proven(
                RefusalCodes.SignatureAltered,
                $"The signature in the URL is malformed: it must be 64 lower-case hex digits, but has {signature.Length} characters, "
                    + $"{strange} of which are not lower-case hex digits.",
                Remedy)];
        }

        return signature.Length == 64 && request.CanSearch && request.Sent is { } sent && IsNear(signature, request, sent)
            ? [Finding.Proven(
                RefusalCodes.SignatureAltered, "The signature in the URL differs in only a few digits from the correct one for this request.", Remedy)]
            : [];
    }

    private static bool IsNear(string signature, RefusedRequest request, SignableRequest sent) => UnknownHeaders.Fill(request, sent).Any(filled =>
        request.Search!.TryCompute(filled) is { } right
        && right.Zip(signature).Count(pair => pair.First != pair.Second) <= MostMistypedDigits);
}
