using PresignKit.Explaining.Changes;
using PresignKit.Explaining.Refusals;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>A plus sign means itself in a path, but a space in a query; form encoders treat both alike.</summary>
internal sealed class KeyPlusForSpace : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request) => PathChange
        .Of(request, IsConfusion, Undo)
        .Select(words => Finding.Proven(
            RefusalCodes.KeyPlusForSpace,
            $"A space and a plus sign in the key were confused: {words}.",
            "Send the URL as issued. In a path, a space is %20 and a plus sign is %2B: use an encoder for paths, not one for forms (WebUtility.UrlEncode, "
                + "URLSearchParams, quote_plus)."));

    public static bool IsConfusion(PathChange change) => Blank(change.Signed) == Blank(change.Received);

    private static string Blank(string path) => path.Replace('+', ' ');

    private static IEnumerable<string> Undo(string path) => [path.Replace('+', ' '), path.Replace(' ', '+')];
}
