using System.Text.Json.Nodes;
using System.Xml.Linq;
using PresignKit.S3.Administration.PublicAccess;

namespace PresignKit.S3.Tests.Administration.PublicAccess;

/// <summary>What a bucket policy and an ACL permit to everybody.</summary>
public sealed class PublicStatementsTests
{
    private const string All = "arn:aws:s3:::media/*";

    [Theory]
    [InlineData("\"*\"", "\"s3:GetObject\"", "Read")]
    [InlineData("{\"AWS\":\"*\"}", "[\"s3:GetObject\"]", "Read")]
    [InlineData("{\"AWS\":[\"arn:aws:iam::123456789012:root\",\"*\"]}", "\"s3:Get*\"", "Read")]
    [InlineData("[\"*\"]", "\"s3:putobject\"", "Write")]
    [InlineData("\"*\"", "\"s3:*\"", "All")]
    [InlineData("\"*\"", "\"*\"", "All")]
    [InlineData("\"*\"", "[\"s3:ListBucket\",\"s3:DeleteObject\"]", "List, Delete")]
    [InlineData("\"*\"", "\"s3:PutBucketPolicy\"", "Administer")]
    [InlineData("\"*\"", "\"s3:PutSomethingNew\"", "Administer")]
    [InlineData("\"*\"", "\"s3:GetBucketLocation\"", "None")]
    [InlineData("{\"AWS\":\"arn:aws:iam::123456789012:root\"}", "\"s3:*\"", "None")]
    [InlineData("{\"Service\":\"cloudfront.amazonaws.com\"}", "\"s3:GetObject\"", "None")]
    public void Of_Allow_PermitsWhatItSaysToEverybody(string principal, string action, string expected)
    {
        var statement = Statement($$"""{"Effect":"Allow","Principal":{{principal}},"Action":{{action}},"Resource":"{{All}}"}""");

        Assert.Equal(Enum.Parse<PublicActions>(expected), PublicStatements.Of(statement, [statement])?.Actions ?? PublicActions.None);
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","NotPrincipal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"s3:GetObject","Resource":"*"}""", "Read")]
    [InlineData("""{"Effect":"Allow","Principal":"*","NotAction":"s3:DeleteObject","Resource":"*"}""", "All")]
    [InlineData("""{"effect":"Allow","principal":"*","action":"s3:GetObject","resource":"*"}""", "Read")]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}""", "None")]
    public void Of_OtherForms_AreUnderstood(string json, string expected) =>
        Assert.Equal(
            Enum.Parse<PublicActions>(expected), PublicStatements.Of(Statement(json), [Statement(json)])?.Actions ?? PublicActions.None);

    [Theory]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""", true)]
    [InlineData("""{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]}}""", true)]
    [InlineData("""{"IpAddress":{"aws:SourceIp":["203.0.113.0/24","0.0.0.0/0"]}}""", false)]
    [InlineData("""{"IpAddress":{"aws:SourceIp":"0.0.0.0/1"}}""", false)]
    [InlineData("""{"IpAddressIfExists":{"aws:SourceIp":"203.0.113.0/24"}}""", false)]
    [InlineData("""{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""", false)]
    [InlineData("""{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}""", true)]
    [InlineData("""{"StringLike":{"aws:SourceVpce":"vpce-*"}}""", false)]
    [InlineData("""{"ForAllValues:StringEquals":{"aws:PrincipalOrgID":"o-1"}}""", false)]
    [InlineData("""{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}""", true)]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::123456789012:role/*"}}""", true)]
    [InlineData("""{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/media"}}""", false)]
    [InlineData("""{"StringEquals":{"aws:userid":"${aws:userid}"}}""", false)]
    [InlineData("""{"StringLike":{"aws:Referer":"https://app.example.com/*"}}""", false)]
    [InlineData("""{"Bool":{"aws:SecureTransport":"true"}}""", false)]
    [InlineData("""{"StringLike":{"aws:Referer":"x"},"IpAddress":{"aws:SourceIp":"203.0.113.7"}}""", true)]
    [InlineData("null", false)]
    public void Of_Conditions_NarrowOnlyIfNobodyCanSendThem(string condition, bool isNarrowed)
    {
        var statement = Statement($$"""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"{{All}}","Condition":{{condition}}}""");

        Assert.Equal(isNarrowed, PublicStatements.Of(statement, [statement])!.IsNarrowed);
    }

    [Theory]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}""", false)]
    [InlineData(
        """{"Effect":"Deny","Principal":"*","Action":"s3:Get*","Resource":"arn:aws:s3:::media/*","""
            + "\"Condition\":{\"NotIpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}}",
        false)]
    [InlineData(
        """{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringNotEquals":{"s3:authType":"REST-QUERY-STRING"},"""
            + "\"ArnNotLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::123456789012:role/media\"}}}",
        true)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"NumericGreaterThan":{"s3:signatureAge":"960000"}}}""", true)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::media/private/*"}""", true)]
    [InlineData("""{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"s3:*","Resource":"*"}""", true)]
    [InlineData("""{"Effect":"Deny","NotPrincipal":{"AWS":"*"},"Action":"s3:*","Resource":"*"}""", true)]
    public void Of_AllowBesideADeny_IsPublicUnlessTheDenyCoversEveryOutsider(string deny, bool isPublic)
    {
        var allow = Statement($$"""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"{{All}}"}""");

        Assert.Equal(isPublic, PublicStatements.Of(allow, [allow, Statement(deny)]) is not null);
    }

    /// <summary>Everything outside of a folder, whose denial covers nothing of it.</summary>
    [Fact]
    public void Of_AllowOfAllButSomeResources_IsPublicBesideADenialOfThose()
    {
        var allow = Statement("""{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","NotResource":"arn:aws:s3:::media/private/*"}""");
        var deny = Statement("""{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::media/private/*"}""");

        Assert.Equal(PublicActions.Read, PublicStatements.Of(allow, [allow, deny])!.Actions);
    }

    /// <summary>A refused request of the check does not meet a condition that others can meet as they like, such as a Referer.</summary>
    [Theory]
    [InlineData("""{"StringLike":{"aws:Referer":"https://app.example.com/*"}}""", false)]
    [InlineData("""{"StringEquals":{"s3:authType":"REST-HEADER"}}""", false)]
    [InlineData("{}", true)]
    [InlineData("null", true)]
    public void Of_Conditions_AreNotMeasuredByRequestsThatDoNotMeetThem(string condition, bool isMeasured)
    {
        var statement = Statement($$"""{"Effect":"Allow","Principal":{"AWS":"**"},"Action":"s3:GetObject","Resource":"{{All}}","Condition":{{condition}}}""");

        Assert.Equal(isMeasured, PublicStatements.Of(statement, [statement])!.IsWholeBucket);
    }

    [Fact]
    public void Of_TextOfOthers_IsShownOnlyIfItIsPlain()
    {
        var statement = Statement($$"""{"Sid":"line\nbreak","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":["{{All}}","a\u0007b"]}""");

        Assert.Equal($"statement of the bucket policy allows everybody s3:GetObject on {All}", PublicStatements.Of(statement, [statement])!.Source);
    }

    [Theory]
    [InlineData("http://acs.amazonaws.com/groups/global/AllUsers", "READ", "List")]
    [InlineData("http://acs.amazonaws.com/groups/global/AuthenticatedUsers", "WRITE", "Write, Delete")]
    [InlineData("http://acs.amazonaws.com/groups/global/AllUsers", "WRITE_ACP", "Administer")]
    [InlineData("http://acs.amazonaws.com/groups/s3/LogDelivery", "WRITE", "None")]
    public void Acl_Group_GrantsToEverybody(string uri, string permission, string expected)
    {
        var acl = XElement.Parse(
            $"<AccessControlPolicy xmlns='http://s3.amazonaws.com/doc/2006-03-01/'><AccessControlList><Grant><Grantee><URI>{uri}</URI></Grantee>"
            + $"<Permission>{permission}</Permission></Grant></AccessControlList></AccessControlPolicy>");

        Assert.Equal(Enum.Parse<PublicActions>(expected), PublicAcl.Read(acl).SingleOrDefault()?.Actions ?? PublicActions.None);
    }

    private static JsonObject Statement(string json) => JsonNode.Parse(json)!.AsObject();
}
