using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>The same letters in other code points: macOS writes file names in NFD, the rest of the world NFC.</summary>
internal sealed class KeyNormalized : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => PathChange
        .Of(request, IsNormalizing, path => [NormalForms.Compose(path), NormalForms.Decompose(path)])
        .Select(words => Finding.Proven(
            RefusalCodes.KeyNormalized,
            $"The key is in another Unicode normal form than the one that was signed, though it looks the same: {words}.",
            "Send the URL as issued: nothing may normalise it. Keys made from file names (macOS writes them in NFD) should be normalised to NFC before they are signed, or not be made from them."));

    public static bool IsNormalizing(PathChange change) => NormalForms.Compose(change.Signed) == NormalForms.Compose(change.Received);
}
