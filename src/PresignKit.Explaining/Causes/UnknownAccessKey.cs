using PresignKit.Explaining.Text;
using PresignKit.Explaining.Requests;

namespace PresignKit.Explaining.Causes;

/// <summary>The store has no such access key.</summary>
internal sealed class UnknownAccessKey : ICause
{
    public IEnumerable<RefusalFinding> Find(RefusedRequest request)
    {
        if (request.Error.Code is not "InvalidAccessKeyId")
        {
            return [];
        }

        var key = request.Presign.Credential?.AccessKeyId ?? request.Form?.CredentialText?.Split('/')[0] ?? request.Error.Field("AWSAccessKeyId");
        return
        [
            Finding.Proven(
                RefusalCodes.AccessKeyUnknown,
                $"The store does not know the access key {DisplayText.Value(key)}: it was deleted or deactivated, or it belongs to another store.",
                "Give the backend a key of this store. A URL signed with a deleted key is dead: issue a new one. Look whether the URL points to the store that the key is of."),
        ];
    }
}
