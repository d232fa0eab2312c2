# The roles and instance profiles of the ECS container instances of demo.
# The import blocks adopt existing resources. Terraform fails if one does not
# exist: for new resources, export with --no-import.
terraform {
  required_version = ">= 1.5.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0"
    }
  }
}

import {
  to = aws_iam_role.ecs_instance
  id = "demo-ecs-instance-role"
}

resource "aws_iam_role" "ecs_instance" {
  name = "demo-ecs-instance-role"
  assume_role_policy = jsonencode({
    "Version" = "2012-10-17"
    "Statement" = [
      {
        "Effect" = "Allow"
        "Principal" = {
          "Service" = "ec2.amazonaws.com"
        }
        "Action" = "sts:AssumeRole"
      },
    ]
  })
  tags = {
    "Project"   = "demo"
    "ManagedBy" = "ecs-profile"
  }
}

import {
  to = aws_iam_role_policy_attachment.amazon_ec2_container_servicefor_ec2_role
  id = "demo-ecs-instance-role/arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
}

resource "aws_iam_role_policy_attachment" "amazon_ec2_container_servicefor_ec2_role" {
  role       = aws_iam_role.ecs_instance.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AmazonEC2ContainerServiceforEC2Role"
}

import {
  to = aws_iam_role_policy_attachment.amazon_ssm_managed_instance_core
  id = "demo-ecs-instance-role/arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_role_policy_attachment" "amazon_ssm_managed_instance_core" {
  role       = aws_iam_role.ecs_instance.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

import {
  to = aws_iam_instance_profile.ecs_instance
  id = "demo-ecs-instance-role"
}

resource "aws_iam_instance_profile" "ecs_instance" {
  name = "demo-ecs-instance-role"
  role = aws_iam_role.ecs_instance.name
  tags = {
    "Project"   = "demo"
    "ManagedBy" = "ecs-profile"
  }
}

output "instance_profile_arn" {
  description = "ARN of the instance profile demo-ecs-instance-role."
  value       = aws_iam_instance_profile.ecs_instance.arn
}
