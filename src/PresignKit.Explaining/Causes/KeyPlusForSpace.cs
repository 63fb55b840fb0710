using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>A plus is a plus in a path, and a space in a query; encoders of forms do not know the difference.</summary>
internal sealed class KeyPlusForSpace : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => PathChange
        .Of(request, IsConfusion, Undo)
        .Select(words => Finding.Proven(
            RefusalCodes.KeyPlusForSpace,
            $"Spaces and plus signs of the key were confused: {words}.",
            "In a path a space is %20 and a plus is %2B. Use an encoder for paths, not one for forms (WebUtility.UrlEncode, URLSearchParams, quote_plus), or better: the URL as issued."));

    private static string Blank(string path) => path.Replace('+', ' ');

    private static IEnumerable<string> Undo(string path) => [path.Replace('+', ' '), path.Replace(' ', '+')];

    public static bool IsConfusion(PathChange change) => Blank(change.Signed) == Blank(change.Received);
}
