using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>The same text in different code points: macOS writes file names in NFD, other systems in NFC.</summary>
internal sealed class KeyNormalized : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => PathChange
        .Of(request, IsNormalizing, path => [NormalForms.Compose(path), NormalForms.Decompose(path)])
        .Select(words => Finding.Proven(
            RefusalCodes.KeyNormalized,
            $"The key looks the same, but is not in the Unicode normalization form that was signed: {words}.",
            "Send the URL as issued, without normalizing it. Normalize keys that contain file names to NFC before signing (macOS writes file names in NFD), "
                + "or do not derive keys from file names."));

    public static bool IsNormalizing(PathChange change) => NormalForms.Compose(change.Signed) == NormalForms.Compose(change.Received);
}
