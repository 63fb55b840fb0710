using PresignKit.Explaining.Text;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The URL is right, and nothing is under its key.</summary>
internal sealed class MissingObject : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Error.Code is not ("NoSuchKey" or "NoSuchVersion" or "NoSuchUpload") && !(request.Error.Code is null && request.Status == 404))
        {
            return [];
        }

        var message = request.Error.Code == "NoSuchUpload"
            ? "The multipart upload is not there: it was completed or aborted, or is of another key."
            : $"Nothing is under the key of the URL, {DisplayText.Value(request.Url.Path)}. The signature was right, or the store had not said so.";
        return [Finding.Proven(
            RefusalCodes.ObjectNotFound,
            message,
            "Look whether the object was stored, moved or deleted, and under which key: a prefix, the letter case, a bucket's name in front of the key.")];
    }
}
