namespace PresignKit.AspNetCore.Endpoints;

/// <summary>Reads what a client can do. Names that this version does not know are ignored: a newer client may list them.</summary>
internal static class SlotTransports
{
    /// <summary>What clients can do that do not say so.</summary>
    private static readonly UploadTransport[] Usual = [UploadTransport.Put, UploadTransport.Post];

    public static IReadOnlyCollection<UploadTransport> Parse(IReadOnlyList<string>? names)
    {
        if (names is null)
        {
            return Usual;
        }

        var transports = new HashSet<UploadTransport>();
        foreach (var name in names)
        {
            switch (name)
            {
                case "put":
                    transports.Add(UploadTransport.Put);
                    break;
                case "post":
                    transports.Add(UploadTransport.Post);
                    break;
                case "multipart":
                    transports.Add(UploadTransport.Multipart);
                    break;
            }
        }

        return transports;
    }
}
