namespace PresignKit.Explaining.Requests;

/// <summary>A credential as it was received: <c>accessKeyId/yyyyMMdd/region/service/aws4_request</c>.</summary>
internal readonly record struct ReceivedCredential(string AccessKeyId, string Day, string Region, string Service)
{
    public string Scope => $"{Day}/{Region}/{Service}/aws4_request";

    public static bool TryParse(string text, out ReceivedCredential credential)
    {
        // From the right: a store may issue access key ids that contain slashes.
        var parts = text.Split('/');
        if (parts.Length < 5 || parts[^1] != "aws4_request" || parts[^4].Length != 8)
        {
            credential = default;
            return false;
        }

        credential = new ReceivedCredential(string.Join('/', parts[..^4]), parts[^4], parts[^3], parts[^2]);
        return credential.AccessKeyId.Length > 0;
    }
}
