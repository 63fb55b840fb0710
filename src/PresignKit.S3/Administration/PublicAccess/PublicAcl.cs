using System.Xml.Linq;
using PresignKit.S3.Http;

namespace PresignKit.S3.Administration.PublicAccess;

/// <summary>Finds what a bucket's access control list grants to everybody.</summary>
/// <remarks>Amazon S3 User Guide, "Access control list (ACL) overview": AuthenticatedUsers is every account of AWS, which is everybody who wants one.</remarks>
internal static class PublicAcl
{
    private const string Groups = "http://acs.amazonaws.com/groups/global/";

    public static IReadOnlyList<PublicGrant> Read(XElement acl) =>
    [
        .. acl.Descendants().Where(e => e.Name.LocalName == "Grant").Select(Grant).OfType<PublicGrant>(),
    ];

    private static PublicGrant? Grant(XElement grant)
    {
        var uri = grant.Elements().FirstOrDefault(e => e.Name.LocalName == "Grantee") is { } grantee ? S3Xml.Child(grantee, "URI") : null;
        var group = uri?.StartsWith(Groups, StringComparison.OrdinalIgnoreCase) == true ? uri[Groups.Length..].Trim() : null;
        if (group is not ("AllUsers" or "AuthenticatedUsers"))
        {
            return null;
        }

        var permission = S3Xml.Child(grant, "Permission")?.Trim();
        var actions = permission switch
        {
            "READ" => PublicActions.List,
            "WRITE" => PublicActions.Write | PublicActions.Delete,
            "WRITE_ACP" => PublicActions.Administer,
            "FULL_CONTROL" => PublicActions.List | PublicActions.Write | PublicActions.Delete | PublicActions.Administer,
            _ => PublicActions.None,
        };
        return actions == PublicActions.None ? null : new(actions, $"the bucket's ACL grants {group} {permission}") { IsWholeBucket = group == "AllUsers" };
    }
}
