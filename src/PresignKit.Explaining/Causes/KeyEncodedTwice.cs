using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;
using PresignKit.Explaining.Text;

namespace PresignKit.Explaining.Causes;

/// <summary>%20 became %2520, or %2520 became %20.</summary>
internal sealed class KeyEncodedTwice : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => PathChange
        .Of(request, IsEncoding, Undo)
        .Select(words => Finding.Proven(
            RefusalCodes.KeyEncodedTwice,
            $"The key was percent-encoded or decoded once too often: {words}.",
            "Encode a key once, when it is signed. Send the URL as issued, and let the proxy pass the path on without decoding it (nginx: proxy_pass "
                + "without a path; Apache: AllowEncodedSlashes NoDecode, nocanon)."));

    public static bool IsEncoding(PathChange change) => Decode(change.Received) == change.Signed || Decode(change.Signed) == change.Received;

    private static string Decode(string path) => LenientText.Decode(path, plusIsSpace: false);

    private static IEnumerable<string> Undo(string path) => [Decode(path), Decode(Decode(path)), EncodedPath.Of(path)];
}
