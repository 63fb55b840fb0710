namespace PresignKit.CloudFront.Documents;

/// <summary>
/// Writes what is signed: a policy of one statement, without white space. A canned policy is the one that CloudFront derives from the address and the time;
/// it has the same form with nothing but an end ("Create a signed URL using a canned policy", "Create a signed URL using a custom policy").
/// </summary>
internal static class PolicyDocument
{
    /// <summary>Writes what precedes the resource, which has no character that JSON escapes.</summary>
    public static void Begin(ref Utf8Builder text) => text.Append("{\"Statement\":[{\"Resource\":\""u8);

    /// <summary>Writes what follows the resource.</summary>
    public static void End(ref Utf8Builder text, in AccessConditions conditions)
    {
        text.Append("\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":"u8);
        text.Append(conditions.ExpiresAt.ToUnixTimeSeconds());
        text.Append("}"u8);
        if (conditions.NotBefore is { } notBefore)
        {
            text.Append(",\"DateGreaterThan\":{\"AWS:EpochTime\":"u8);
            text.Append(notBefore.ToUnixTimeSeconds());
            text.Append("}"u8);
        }

        if (conditions.ClientNetwork is { } network)
        {
            text.Append(",\"IpAddress\":{\"AWS:SourceIp\":\""u8);
            text.Append(network.ToString());
            text.Append("\"}"u8);
        }

        text.Append("}}]}"u8);
    }
}
